package io.evergrant.usecase.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.catalogue.ClientRules;
import io.evergrant.domain.catalogue.ClientRules.Body;
import io.evergrant.domain.catalogue.ClientRules.Pkce;
import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.EntryId;
import io.evergrant.domain.catalogue.Fact;
import io.evergrant.domain.catalogue.Gap;
import io.evergrant.domain.catalogue.Group;
import io.evergrant.domain.catalogue.Life;
import io.evergrant.domain.catalogue.Lives;
import io.evergrant.domain.catalogue.Lives.ExpiresIn;
import io.evergrant.domain.catalogue.Place;
import io.evergrant.domain.catalogue.Placeholder;
import io.evergrant.domain.catalogue.Places;
import io.evergrant.domain.catalogue.Replays;
import io.evergrant.domain.catalogue.Replays.Rotation;
import io.evergrant.domain.catalogue.Source;
import io.evergrant.domain.catalogue.Template;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.ScopeSeparator;
import io.evergrant.domain.provider.TokenRequestBody;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an entry puts into the form of a new provider. */
class PresetTest {
  private static final Source SOURCE =
      new Source(
          URI.create("https://p.example/docs"),
          Source.Publisher.PROVIDER,
          LocalDate.of(2026, 11, 25));

  @Test
  void what_is_unknown_stays_empty_and_as_careful_as_ever() {
    var draft = Preset.of(ignorant(), Map.of());
    assertThat(draft.authorizationEndpoint()).isEmpty();
    assertThat(draft.clientAuthentication()).isEqualTo(ClientAuthentication.CLIENT_SECRET_BASIC);
    assertThat(draft.policy())
        .isEqualTo(
            new PolicyDraft(
                RefreshMode.KEEP_WARM,
                ProofKind.NONE,
                "",
                "",
                false,
                ReuseConsequence.REVOKES_GRANT,
                "",
                "",
                ""));
  }

  @Test
  void what_is_known_fills_every_field() {
    var draft = Preset.of(learned(Duration.ofMinutes(30), Body.FORM), Map.of("host", "a.example"));
    assertThat(draft.issuer()).isEqualTo("https://a.example");
    assertThat(draft.tokenEndpoint()).isEqualTo("https://a.example/token");
    assertThat(draft.clientAuthentication()).isEqualTo(ClientAuthentication.CLIENT_SECRET_POST);
    assertThat(draft.scope()).isEqualTo("openid offline_access");
    assertThat(draft.authorizeParameters()).isEqualTo("prompt=consent\nresource=https://a.example");
    assertThat(draft.policy())
        .isEqualTo(
            new PolicyDraft(
                RefreshMode.KEEP_WARM,
                ProofKind.INTROSPECTION,
                "",
                "",
                true,
                ReuseConsequence.REVOKES_MORE,
                "1800",
                "60d",
                "365d"));
  }

  @Test
  void tokens_that_live_ten_minutes_are_not_kept_warm() {
    assertThat(
            Preset.of(learned(Duration.ofMinutes(10), Body.FORM), Map.of("host", "a.example"))
                .policy()
                .mode())
        .isEqualTo(RefreshMode.KEEP_ALIVE);
  }

  @Test
  void a_provider_that_wants_json_is_not_asked_by_introspection() {
    assertThat(
            Preset.of(learned(Duration.ofHours(1), Body.JSON), Map.of("host", "a.example"))
                .policy()
                .proof())
        .isEqualTo(ProofKind.USERINFO);
  }

  @Test
  void where_a_provider_leaves_the_rfc_its_registration_follows_it() {
    var draft = Preset.of(learned(Duration.ofHours(1), Body.JSON), Map.of("host", "a.example"));
    assertThat(draft.scopeSeparator()).isEqualTo(ScopeSeparator.COMMA);
    assertThat(draft.tokenRequestBody()).isEqualTo(TokenRequestBody.JSON);
    assertThat(draft.tokenParameters()).isEqualTo("expiring=1");
    assertThat(draft.refreshEndpoint()).isEmpty();
    var careful = Preset.of(ignorant(), Map.of());
    assertThat(careful.scopeSeparator()).isEqualTo(ScopeSeparator.SPACE);
    assertThat(careful.tokenRequestBody()).isEqualTo(TokenRequestBody.FORM);
  }

  @Test
  void what_a_form_cannot_say_is_named_as_a_gap() {
    assertThat(ignorant().gaps()).isEmpty();
    assertThat(learned(Duration.ofHours(1), Body.JSON).gaps()).isEmpty();
    assertThat(refusingPkce().gaps()).containsExactly(Gap.PKCE);
  }

  @Test
  void a_placeholder_has_to_be_filled_in_and_to_fit() {
    var placeholders = learned(Duration.ofHours(1), Body.FORM).placeholders();
    assertThat(new PlaceholderCheck(placeholders, name -> "").values()).isEmpty();
    var bad = new PlaceholderCheck(placeholders, name -> "a.example/evil?");
    assertThat(bad.values()).isEmpty();
    assertThat(bad.refused()).containsOnlyKeys("host");
    assertThat(new PlaceholderCheck(placeholders, name -> " a.example ").values())
        .contains(Map.of("host", "a.example"));
  }

  @Test
  void an_address_may_be_typed_without_its_beginning() {
    var issuer =
        List.of(
            new Placeholder(
                "issuer",
                "Issuer",
                "All of it.",
                Placeholder.Kind.ADDRESS,
                "https://a.example",
                null));
    assertThat(new PlaceholderCheck(issuer, name -> "a.example/x").values())
        .contains(Map.of("issuer", "https://a.example/x"));
    assertThat(new PlaceholderCheck(issuer, name -> "http://a.example").refused())
        .containsOnlyKeys("issuer");
    assertThat(new PlaceholderCheck(issuer, name -> "").refused()).isEmpty();
  }

  private static Entry ignorant() {
    return new Entry(
        new EntryId("nobody"),
        "Nobody",
        Group.WORK,
        Optional.empty(),
        List.of(),
        new Places(
            unknown(), unknown(), unknown(), unknown(), unknown(), unknown(), unknown(), unknown()),
        new ClientRules(
            unknown(), unknown(), unknown(), unknown(), unknown(), unknown(), unknown()),
        new Lives(unknown(), unknown(), unknown(), unknown(), unknown(), unknown(), unknown()),
        new Replays(unknown(), unknown(), unknown(), unknown()),
        unknown(),
        List.of());
  }

  private static Entry learned(Duration access, Body body) {
    return learned(access, body, Pkce.SUPPORTED);
  }

  private static Entry refusingPkce() {
    return learned(Duration.ofHours(1), Body.FORM, Pkce.REFUSED);
  }

  private static Entry learned(Duration access, Body body, Pkce pkce) {
    return new Entry(
        new EntryId("known"),
        "Known",
        Group.WORK,
        Optional.empty(),
        List.of(
            new Placeholder(
                "host", "Host", "Yours.", Placeholder.Kind.HOST, "a.example", "a.example")),
        new Places(
            at("https://{host}"),
            at("https://{host}/authorize"),
            at("https://{host}/token"),
            known(new Place.Nowhere()),
            at("https://{host}/revoke"),
            at("https://{host}/introspect"),
            at("https://{host}/userinfo"),
            known(List.of("{host}"))),
        new ClientRules(
            known(List.of("openid", "offline_access")),
            known(ClientRules.ScopeSeparator.COMMA),
            known(Map.of("resource", "https://{host}", "prompt", "consent")),
            known(Map.of("expiring", "1")),
            known(pkce),
            known(List.of("private_key_jwt", "client_secret_post", "client_secret_basic")),
            known(body)),
        new Lives(
            lasting(access),
            lasting(Duration.ofDays(60)),
            lasting(Duration.ofDays(365)),
            unknown(),
            known(ExpiresIn.ALWAYS),
            known(List.of()),
            known(new Life.Unlimited())),
        new Replays(
            known(Rotation.ALWAYS),
            lasting(Duration.ofMinutes(30)),
            known(ReuseConsequence.REVOKES_MORE),
            known(true)),
        unknown(),
        List.of());
  }

  private static Fact<Place> at(String address) {
    return known(new Place.At(new Template(address)));
  }

  private static Fact<Life> lasting(Duration span) {
    return known(new Life.Lasting(span));
  }

  private static <T> Fact<T> known(T value) {
    return new Fact.Known<>(value, null, SOURCE);
  }

  private static <T> Fact<T> unknown() {
    return new Fact.Unknown<>();
  }
}
