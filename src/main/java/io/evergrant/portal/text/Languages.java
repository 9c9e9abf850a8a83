package io.evergrant.portal.text;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Chooses the language: the browser's first wish that there is a bundle for (RFC 9110 12.5.4). */
@Dependent
public class Languages {
  /** A second language is a second bundle and its name here. */
  private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH);

  @Produces
  @Named("text")
  @Dependent
  public static Sentences of(HttpServletRequest request) {
    return Collections.list(request.getLocales()).stream()
        .map(Locale::getLanguage)
        .flatMap(wish -> SPOKEN.stream().filter(spoken -> spoken.getLanguage().equals(wish)))
        .findFirst()
        .map(Sentences::new)
        .orElseGet(() -> new Sentences(SPOKEN.get(0)));
  }
}
