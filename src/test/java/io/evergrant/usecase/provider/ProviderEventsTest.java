package io.evergrant.usecase.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.ClientAssertion;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Dialect;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.Probe;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.provider.ScopeSeparator;
import io.evergrant.domain.provider.TokenGuard;
import io.evergrant.domain.provider.TokenRequestBody;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is changed of a provider's registration, the log tells what it was. */
class ProviderEventsTest {
  /** What is no part of the registration: it has events of its own, or none. */
  private static final Set<String> APART =
      Set.of("id", "tenant", "status", "statusReason", "formerSecretUntil", "version");

  private static final Registry REGISTRY = new Registry();
  private static final Provider BEFORE = provider();

  static Stream<Arguments> everyChange() {
    var changes = new ArrayList<Arguments>();
    of(BEFORE, "").forEach((what, record) -> changes.add(Arguments.of(what, record)));
    return changes.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyChange")
  void no_change_looks_like_a_form_that_was_saved_as_it_was(String what, Provider now) {
    var facts = changedTo(now);
    assertThat(facts).isNotEqualTo(changedTo(BEFORE));
    assertThat(facts.get("changed")).as(what).matches("[a-z_ ]+");
    assertThat(facts.toString()).doesNotContain("secret-of-");
  }

  @Test
  void a_form_that_was_saved_as_it_was_changed_nothing() {
    assertThat(changedTo(BEFORE)).containsEntry("changed", "");
  }

  @Test
  void another_revocation_endpoint_is_told_with_its_address_and_one_that_went_by_its_name() {
    assertThat(changedTo((Provider) everyOf("endpoints.revocation").getFirst()))
        .containsEntry("changed", "revocation_endpoint")
        .containsEntry("revocation_endpoint", "https://elsewhere.example/other");
    assertThat(changedTo((Provider) everyOf("endpoints.revocation").getLast()))
        .containsEntry("changed", "revocation_endpoint")
        .doesNotContainKey("revocation_endpoint");
  }

  @Test
  void a_registration_is_told_as_a_whole() {
    var registry = new Registry();
    assertThat(registry.record().registered(registry.by, BEFORE, HostsChange.NONE, null)).isTrue();
    var event = registry.logged.getFirst();
    assertThat(event.type()).isEqualTo(AuditEventType.PROVIDER_REGISTERED);
    assertThat(event.details())
        .containsEntry("introspection_endpoint", "https://issuer.example/introspect")
        .containsEntry("authorize_parameters", "access_type prompt")
        .containsEntry("reuse_grace_s", "30")
        .containsEntry("refresh_mode", "keep_warm")
        .doesNotContainKey("changed");
  }

  private static Map<String, String> changedTo(Provider now) {
    REGISTRY.rows.put(BEFORE.id(), BEFORE);
    assertThat(REGISTRY.record().changed(REGISTRY.by, now, HostsChange.NONE, null)).isTrue();
    return REGISTRY.logged.getLast().details();
  }

  private static List<Object> everyOf(String what) {
    return everyChange()
        .map(Arguments::get)
        .filter(one -> one[0].equals(what) || one[0].equals(what + ", none"))
        .map(one -> one[1])
        .toList();
  }

  /** The record with one component altered at a time, deeper ones too, by the component's name. */
  private static Map<String, Record> of(Record record, String path) {
    var altered = new TreeMap<String, Record>();
    for (var component : record.getClass().getRecordComponents()) {
      if (path.isEmpty() && APART.contains(component.getName())) {
        continue;
      }
      var name = path + component.getName();
      others(component, value(record, component), name)
          .forEach((what, other) -> altered.put(what, with(record, component, other)));
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        altered.put(name + ", none", with(record, component, null));
      }
    }
    return altered;
  }

  private static Map<String, ?> others(RecordComponent component, Object value, String name) {
    return switch (value) {
      case Scope scope -> Map.of(name, Scope.parse("other"));
      case Record deeper -> of(deeper, name + ".");
      case Map<?, ?> map ->
          Map.of(
              name,
              Map.of("prompt", "secret-of-another", "access_type", "secret-of-mine"),
              name + ", fewer",
              Map.of("prompt", "secret-of-mine"));
      case String text -> Map.of(name, text + "x");
      case URI uri -> Map.of(name, URI.create("https://elsewhere.example/other"));
      case Boolean is -> Map.of(name, !is);
      case Integer number -> Map.of(name, number + 1);
      case Duration span -> Map.of(name, span.plusDays(1));
      case Enum<?> choice -> Map.of(name, next(choice));
      default -> throw new AssertionError("nothing is known of " + component);
    };
  }

  private static Object next(Enum<?> choice) {
    return Arrays.stream(choice.getDeclaringClass().getEnumConstants())
        .filter(other -> !other.equals(choice))
        .findFirst()
        .orElseThrow();
  }

  private static Object value(Record record, RecordComponent component) {
    return Objects.requireNonNull(maybe(record, component), component.getName());
  }

  private static @Nullable Object maybe(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a record without its parts", e);
    }
  }

  private static Record with(Record record, RecordComponent changed, @Nullable Object other) {
    var components = record.getClass().getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var values =
        Arrays.stream(components)
            .map(one -> one.getName().equals(changed.getName()) ? other : maybe(record, one))
            .toArray();
    try {
      return record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a record without its parts", e);
    }
  }

  /** With everything that can be set. */
  private static Provider provider() {
    return new Provider(
        new ProviderId(UUID.randomUUID()),
        REGISTRY.tenant,
        "Mail",
        URI.create("https://issuer.example"),
        true,
        new Endpoints(
            URI.create("https://issuer.example/authorize"),
            URI.create("https://issuer.example/token"),
            URI.create("https://issuer.example/refresh"),
            URI.create("https://issuer.example/introspect"),
            URI.create("https://issuer.example/revoke"),
            URI.create("https://issuer.example/userinfo"),
            URI.create("https://issuer.example/par")),
        "client",
        ClientAuthentication.CLIENT_SECRET_BASIC,
        ClientAssertion.USUAL,
        Scope.parse("openid mail"),
        Map.of("prompt", "secret-of-mine", "access_type", "secret-of-mine"),
        new Dialect(
            ScopeSeparator.COMMA,
            TokenRequestBody.JSON,
            Map.of("prompt", "secret-of-mine", "access_type", "secret-of-mine")),
        new RefreshPolicy(
            RefreshMode.KEEP_WARM,
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofDays(90),
            Duration.ofSeconds(30),
            ReuseConsequence.REVOKES_GRANT,
            ProofKind.INTROSPECTION,
            Duration.ofSeconds(10),
            Duration.ofDays(365),
            false,
            new Probe(URI.create("https://api.example/me"), 200),
            new TokenGuard(false, false, Duration.ofDays(400))),
        ProviderStatus.ACTIVE,
        null,
        null,
        1);
  }
}
