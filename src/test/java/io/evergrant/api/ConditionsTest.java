package io.evergrant.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a caller makes a change depend on (RFC 9110 section 13). */
class ConditionsTest {
  private final JsonObject seen = view("one", 1);
  private final JsonObject now = view("two", 2);

  @Test
  void a_tag_tells_which_members_changed_although_nobody_kept_them() {
    assertThat(Tag.changed(now, Tag.of(seen))).contains(List.of("scope", "version"));
    assertThat(Tag.changed(now, Tag.of(now))).contains(List.of());
    assertThat(Tag.changed(now, new Tag("of something else"))).isEmpty();
  }

  @Test
  void a_change_goes_on_with_the_tag_of_what_is_there() {
    for (var match : List.of("*", quoted(now), "\"x\", " + quoted(now), quoted(now) + " ,\"y\"")) {
      assertThatCode(() -> with("If-Match", match).require(now))
          .as(match)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void a_stale_change_does_not_and_names_what_changed() {
    for (var match : List.of(quoted(seen), "W/" + quoted(now), "\"x\", \"y\"", "two", "")) {
      assertThat(thrown(with("If-Match", match), now).type())
          .as(match)
          .isEqualTo(ProblemType.PRECONDITION_FAILED);
    }
    var told = thrown(with("If-Match", quoted(seen)), now).document();
    assertThat(told.toString()).contains("\"changed\":[\"scope\"]");
    assertThat(told.getJsonObject("current")).isEqualTo(now);
  }

  @Test
  void a_change_without_a_tag_is_asked_for_one() {
    assertThat(thrown(with("X", "y"), now).type()).isEqualTo(ProblemType.PRECONDITION_REQUIRED);
  }

  private static Problem thrown(Conditions conditions, JsonObject view) {
    var problem = catchThrowableOfType(Problem.class, () -> conditions.require(view));
    assertThat(problem).as("refused").isNotNull();
    return problem;
  }

  private static String quoted(JsonObject view) {
    return Tag.of(view).quoted();
  }

  private static JsonObject view(String scope, int version) {
    return new Json()
        .with("id", 7)
        .with("scope", scope)
        .with("policy", null)
        .with(Conditions.VERSION, version)
        .done();
  }

  private static Conditions with(String name, String value) {
    var sent = Map.of(name, value);
    return Conditions.of(
        (HttpHeaders)
            Proxy.newProxyInstance(
                ConditionsTest.class.getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, arguments) -> header(sent, arguments)));
  }

  private static @Nullable String header(Map<String, String> sent, Object[] arguments) {
    return sent.get(String.valueOf(arguments[0]));
  }
}
