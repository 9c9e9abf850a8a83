package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether somebody who reads Chinese reads nothing else. */
final class Chinese {
  /** What is not translated: names of things, and what this test called its own. */
  private static final Set<String> NAMES =
      Set.of(
          "Evergrant",
          "API",
          "Authorization",
          "Basic",
          "GET",
          "HTTP",
          "ID",
          "JWKS",
          "OAuth",
          "PKCE",
          "Post",
          "RFC",
          "URI",
          "UTC",
          "Vault",
          "http",
          "https",
          "Webhook",
          "iss",
          "Tenant",
          "of",
          "test",
          "Admin",
          "openid",
          "profile",
          "email",
          "Operator",
          // techniques, formats and programs
          "CSV",
          "DNS",
          "JSON",
          "Lines",
          "JavaScript",
          "Crypto",
          "Web",
          "KV",
          "Merkle",
          "MiB",
          "OCSF",
          "POST",
          "SHA",
          "SIEM",
          "TLS",
          "Transit",
          "UTF",
          "ping",
          "transit",
          "Authlib",
          "auth",
          "google",
          "oauthlib",
          "requests",
          // columns of an import, and names that are examples
          "provider",
          "subject",
          "token",
          "billing",
          "worker",
          "crm",
          "sync",
          "rrggbb",
          "webhook",
          "id");

  /** Addresses, codes and numbers with a unit; a word with a full stop behind it is none. */
  private static final Pattern CODE =
      Pattern.compile("https?://[^\\s。]+|[\\w-]+(?:[@=_./:]+[\\w-]+)+|[A-Za-z]*\\d\\w*");

  private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");

  /**
   * Texts and worded attributes, but for code, keys, quotations, names, and what languages are
   * called.
   */
  private static final String READ =
      """
      () => {
        const skip = 'script, style, code, kbd, [lang=en], [translate=no], .languages, .presets li';
        const said = [document.title];
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
          if (!walk.currentNode.parentElement.closest(skip)) said.push(walk.currentNode.data);
        }
        for (const one of document.querySelectorAll('[aria-label], [title], [placeholder], [data-label]')) {
          for (const name of ['aria-label', 'title', 'placeholder', 'data-label']) {
            if (!one.closest(skip)) said.push(one.getAttribute(name) ?? '');
          }
        }
        return said.map(text => text.trim()).filter(text => text);
      }
      """;

  private Chinese() {}

  /**
   * Fails where another language is spoken.
   *
   * @param quoted what others call themselves, and what they said
   */
  static void assertSpoken(Walker walker, String... quoted) {
    assertThat(walker.page.getAttribute("html", "lang")).isEqualTo("zh-Hans");
    var said = (List<?>) Objects.requireNonNull(walker.page.evaluate(READ));
    assertThat(said).hasSizeGreaterThan(3);
    assertThat(said.stream().map(String.class::cast).filter(text -> isForeign(text, quoted)))
        .as(walker.at() + " says in another language")
        .isEmpty();
  }

  private static boolean isForeign(String text, String... quoted) {
    var own = text;
    for (var quotation : quoted) {
      own = own.replace(quotation, "");
    }
    return WORD.matcher(CODE.matcher(own).replaceAll(" "))
        .results()
        .anyMatch(found -> !NAMES.contains(found.group()));
  }
}
