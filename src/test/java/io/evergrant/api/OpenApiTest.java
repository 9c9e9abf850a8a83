package io.evergrant.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.webhook.DeliveryState;
import io.evergrant.domain.webhook.EventPatterns;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The description at /openapi says what the code does: no more, no less. */
class OpenApiTest {
  private final Description description = Description.read();

  @Test
  void every_method_stands_there_with_the_scope_it_needs_and_no_other() {
    assertThat(description.scopes()).isEqualTo(scopesOfTheCode());
  }

  @Test
  void every_word_that_an_answer_may_contain_stands_there() {
    assertThat(description.words("GrantStatus")).isEqualTo(codes(GrantStatus.values()));
    assertThat(description.words("AuditEventType")).isEqualTo(codes(AuditEventType.values()));
    assertThat(description.words("WebhookEvent")).isEqualTo(EventPatterns.known());
    assertThat(description.words("DeliveryState")).isEqualTo(codes(DeliveryState.values()));
    assertThat(description.words("ProblemType"))
        .isEqualTo(Arrays.stream(ProblemType.values()).map(ProblemType::uri).toList());
  }

  @Test
  void every_method_tells_of_what_may_happen_to_each_call() {
    description
        .responses()
        .forEach(
            (method, statuses) -> {
              assertThat(statuses).as(method).contains("400", "401", "403", "429", "503");
              assertThat(statuses).as(method).anyMatch(status -> status.startsWith("2"));
            });
  }

  @Test
  void what_is_forwarded_has_whatever_status_the_provider_gives() {
    description
        .responses()
        .forEach(
            (method, statuses) ->
                assertThat(statuses.contains("default"))
                    .as(method)
                    .isEqualTo(method.contains("/forward/")));
  }

  @Test
  void whatever_writes_by_post_does_so_once_for_an_idempotency_key() {
    var once = new HashMap<String, Boolean>();
    methods((verb, method) -> once.put(verb, method.isAnnotationPresent(Once.class)));
    description
        .parameters()
        .forEach(
            (method, parameters) -> {
              var writes = method.startsWith("POST ") && !method.contains("/forward/");
              assertThat(once.get(method)).as(method).isEqualTo(writes);
              assertThat(parameters.contains(OnceFilter.HEADER)).as(method).isEqualTo(writes);
            });
  }

  /** «GET /api/v1/grants» and the scope's name. */
  private static Map<String, String> scopesOfTheCode() {
    var scopes = new HashMap<String, String>();
    methods((verb, method) -> scopes.put(verb, method.getAnnotation(Needs.class).value().code()));
    return scopes;
  }

  private static void methods(BiConsumer<String, Method> each) {
    for (var resource : new RestApi().getClasses()) {
      Stream.of(resource.getDeclaredMethods())
          .forEach(
              method ->
                  verb(method)
                      .ifPresent(
                          verb ->
                              each.accept(verb + " /api/" + address(resource, method), method)));
    }
  }

  private static Optional<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .flatMap(Stream::ofNullable)
        .map(HttpMethod::value)
        .findFirst();
  }

  private static String address(Class<?> resource, Method method) {
    // {path: .+} is {path} there
    var whole = resource.getAnnotation(Path.class).value().replaceAll(": [^}]+", "");
    var path = method.getAnnotation(Path.class);
    return path == null ? whole : whole + "/" + path.value();
  }

  private static List<String> codes(Enum<?>[] values) {
    return Arrays.stream(values).map(Parameters::code).toList();
  }
}
