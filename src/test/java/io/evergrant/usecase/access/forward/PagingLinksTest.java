package io.evergrant.usecase.access.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which links of an answer come back (RFC 8288). */
class PagingLinksTest {
  private static final URI FROM = URI.create("https://api.example.com/v1/files?limit=50");
  private static final String NEXT = "<https://api.example.com/v1/files?page=2>; rel=\"next\"";

  @ParameterizedTest
  @ValueSource(
      strings = {
        NEXT,
        "<?page=2>;rel=next",
        "<files?page=2>; REL=NEXT",
        " , </v1/files?page=2> ; rel = \"Next\" , ",
        "</v1/files?page=2>; rel=\"next preload http://example.com/other\"",
        "</v1/files?page=2>; rel=next; rel=preload",
        "</app.js>; rel=preload; as=script, <//api.example.com/v1/files?page=2>; rel=next",
        "</v1/files?page=2>; rel=next, <https://cdn.example.com>; rel=\"preconnect\"",
        "<no address>; rel=next, </v1/files?page=2>; rel=next",
      })
  void what_leads_to_the_next_page_comes_back_as_an_absolute_address(String value) {
    assertThat(PagingLinks.of(value, FROM)).contains(NEXT);
  }

  @Test
  void all_links_to_pages_of_a_list_come_back_in_their_order() {
    assertThat(
            PagingLinks.of(
                "<?p=1>; rel=first, <?p=2>; rel=\"prev previous\", <?p=3>; rel=self, "
                    + "<?p=9>; rel=last",
                FROM))
        .contains(
            "<https://api.example.com/v1/files?p=1>; rel=\"first\", "
                + "<https://api.example.com/v1/files?p=2>; rel=\"prev previous\", "
                + "<https://api.example.com/v1/files?p=3>; rel=\"self\", "
                + "<https://api.example.com/v1/files?p=9>; rel=\"last\"");
  }

  @Test
  void commas_and_semicolons_within_targets_and_quotes_part_nothing() {
    assertThat(
            PagingLinks.of(
                "<?fields=a,b;c>; title=\"one, \\\"two\\\"; </x>; rel=preload\"; rel=\"next\"; x",
                FROM))
        .contains(
            "<https://api.example.com/v1/files?fields=a,b;c>; rel=\"next\"; "
                + "title=\"one, \\\"two\\\"; </x>; rel=preload\"; x");
  }

  /** Sentry tells with «results» whether the next page has any. */
  @Test
  void other_parameters_stay() {
    assertThat(PagingLinks.of("<?c=1>; rel=\"next\"; results=\"false\";cursor=0:1:0", FROM))
        .contains(
            "<https://api.example.com/v1/files?c=1>; rel=\"next\"; results=\"false\";"
                + " cursor=0:1:0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        ",",
        "</app.js>; rel=preload; as=script",
        "<https://cdn.example.com>; rel=\"preconnect dns-prefetch\"",
        "</app.css>; rel=stylesheet; title=\"next\"",
        "</v1>; rel=nextish",
        "</v1>",
        "</v1>; rel",
        "</v1>; rel=preload; rel=next",
        "</v1?page=2>; rel=next; anchor=\"/elsewhere\"",
        "<no address>; rel=next",
        "/v1; rel=next",
        "</v1; rel=next",
        "<</v1>>; rel=next",
        "</v1>; rel=\"next",
        "</v1>; rel=next </v2>; rel=next",
        "</v1>; rel=next, x",
      })
  void P13_what_has_a_browser_load_something_or_does_not_parse_stays_here(String value) {
    assertThat(PagingLinks.of(value, FROM)).isEmpty();
  }

  @Test
  void a_long_value_is_read_as_well() {
    var title = "\\\\,".repeat(20_000);
    assertThat(PagingLinks.of("<?page=2>; title=\"" + title + "\"; rel=next", FROM)).isPresent();
    var many =
        IntStream.range(0, 20_000).mapToObj(i -> "<?" + i + ">;x").collect(Collectors.joining(","));
    assertThat(PagingLinks.of(many + ",<?page=2>;rel=next", FROM)).contains(NEXT);
  }
}
