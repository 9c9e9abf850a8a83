package io.evergrant.portal.text;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/**
 * Chooses the language: the one that was chosen in this browser, else what the browser asks for.
 */
@Named("languages")
@Dependent
public class Languages {
  private static final String ATTRIBUTE = "evergrant.text";

  private final HttpServletRequest request;

  @Inject
  public Languages(HttpServletRequest request) {
    this.request = request;
  }

  /** Once a request: pages ask for it with each sentence. */
  @Produces
  @Named("text")
  @Dependent
  public static Sentences of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Sentences known) {
      return known;
    }
    var sentences = new Sentences(spoken(request).locale());
    request.setAttribute(ATTRIBUTE, sentences);
    return sentences;
  }

  private static Language spoken(HttpServletRequest request) {
    return LanguageCookie.of(request)
        .or(
            () ->
                AcceptLanguage.best(
                    String.join(",", Collections.list(request.getHeaders("Accept-Language")))))
        .orElse(Language.ENGLISH);
  }

  public List<Language> getAll() {
    return List.of(Language.values());
  }

  public Language getCurrent() {
    return spoken(request);
  }
}
