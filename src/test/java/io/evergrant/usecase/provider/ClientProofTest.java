package io.evergrant.usecase.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.ClientAssertion;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.ClientKey.State;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.ScopeSeparator;
import io.evergrant.domain.provider.TokenRequestBody;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.usecase.port.EndedClientProofs;
import io.evergrant.usecase.provider.FieldProblem.Problem;
import io.evergrant.usecase.provider.ManageClientKeys.Made;
import io.evergrant.usecase.provider.ManageClientKeys.Used;
import io.evergrant.usecase.provider.RegisterProvider.Registered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With what clients prove themselves: made, changed, and removed. */
class ClientProofTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final ClientSecret OLD = new ClientSecret("old");
  private static final ClientSecret NEW = new ClientSecret("new");

  private final Registry registry = new Registry();
  private final Keyring keys = registry.keys;
  private final ManageClientKeys manage = keys.manage(registry);

  @Test
  void a_client_that_signs_is_registered_with_a_key_that_signs_at_once() {
    var provider = registered(draft(ClientAuthentication.PRIVATE_KEY_JWT, null));
    assertThat(manage.list(provider)).extracting(ClientKey::state).containsExactly(State.SIGNS);
    assertThat(registry.secrets).isEmpty();
    assertThat(registry.events).contains(AuditEventType.CLIENT_KEY_MADE);
    assertThat(manage.address(provider.id()))
        .hasToString("https://portal.example/jwks/" + provider.id());
  }

  @Test
  void a_registration_that_is_refused_leaves_no_key_in_the_vault() {
    var draft = draft(ClientAuthentication.PRIVATE_KEY_JWT, null);
    registry.nameTaken = true;
    assertThat(registry.registrations().register(registry.by, draft))
        .isInstanceOf(Registered.NameTaken.class);
    assertThat(keys.inVault).isEmpty();
  }

  @Test
  void a_new_key_is_published_before_it_signs() {
    var provider = registered(draft(ClientAuthentication.PRIVATE_KEY_JWT, null));
    var made = (Made.Done) manage.make(registry.by, provider);
    assertThat(manage.list(provider))
        .extracting(ClientKey::state)
        .containsExactly(State.PUBLISHED, State.SIGNS);
    assertThat(manage.use(registry.by, provider, made.id(), DAY)).isEqualTo(Used.DONE);
    assertThat(manage.use(registry.by, provider, made.id(), DAY)).isEqualTo(Used.NOT_WAITING);
    assertThat(manage.list(provider))
        .extracting(ClientKey::state)
        .containsExactly(State.SIGNS, State.ENDS);
    manage.make(registry.by, provider);
    assertThat(manage.make(registry.by, provider)).isInstanceOf(Made.TooMany.class);
  }

  @Test
  void a_client_that_proves_itself_otherwise_from_now_on_keeps_no_keys() {
    var provider = registered(draft(ClientAuthentication.PRIVATE_KEY_JWT, null));
    var changes = registry.registrations();
    var to = draft(ClientAuthentication.CLIENT_SECRET_BASIC, null);
    assertThat(changes.change(registry.by, provider, to))
        .isEqualTo(
            new Registered.Invalid(
                List.of(new FieldProblem("clientAuthentication", Problem.NO_SECRET_YET))));
    assertThat(keys.rows).hasSize(1);
    registry.put(registry.tenant, provider.id(), NEW);
    assertThat(changes.change(registry.by, provider, to)).isInstanceOf(Registered.Done.class);
    assertThat(keys.rows).isEmpty();
    var back = draft(ClientAuthentication.PRIVATE_KEY_JWT, null);
    assertThat(changes.change(registry.by, now(provider.id()), back))
        .isInstanceOf(Registered.Done.class);
    assertThat(keys.rows).hasSize(1);
    assertThat(manage.make(registry.by, registeredPublic())).isInstanceOf(Made.DoesNotSign.class);
  }

  @Test
  void a_secret_that_is_changed_with_an_overlap_keeps_the_one_before() {
    var provider = registered(draft(ClientAuthentication.CLIENT_SECRET_POST, OLD));
    var replacing = registry.replacing(Instant.EPOCH);
    assertThat(replacing.replace(registry.by, provider, NEW, DAY))
        .isInstanceOf(Registered.Done.class);
    assertThat(secrets(provider)).isEqualTo(new ClientSecrets(NEW, OLD, Instant.EPOCH.plus(DAY)));
    assertThat(registry.overlaps).containsExactly(DAY);
    assertThat(replacing.giveUpFormer(registry.by, provider)).isInstanceOf(Registered.Done.class);
    assertThat(secrets(provider)).isEqualTo(ClientSecrets.of(NEW));
    assertThat(registry.events).contains(AuditEventType.FORMER_SECRET_REMOVED);
  }

  @Test
  void a_secret_that_is_replaced_without_one_leaves_nothing() {
    var provider = registered(draft(ClientAuthentication.CLIENT_SECRET_POST, OLD));
    registry.replacing(Instant.EPOCH).replace(registry.by, provider, NEW, Duration.ZERO);
    assertThat(secrets(provider)).isEqualTo(ClientSecrets.of(NEW));
  }

  @Test
  void what_has_ended_is_removed_from_the_vault_and_the_log_tells() {
    var provider = registered(draft(ClientAuthentication.PRIVATE_KEY_JWT, null));
    var key = keys.rows.getFirst();
    registry.change(registry.tenant, provider.id(), OLD, Instant.EPOCH);
    registry.change(registry.tenant, provider.id(), NEW, Instant.EPOCH);
    var ended =
        new EndedClientProofs() {
          @Override
          public List<EndedKey> keys(int limit) {
            return List.of(new EndedKey(registry.tenant, key.id(), provider.id(), key.keyId()));
          }

          @Override
          public List<EndedSecret> formerSecrets(int limit) {
            return List.of(new EndedSecret(registry.tenant, provider.id()));
          }
        };
    var record = new RecordSecrets(registry, registry, registry, Keyring.PORTAL);
    var drop =
        new DropClientProofs(
            ended, keys, registry, keys.record(registry), record, () -> Instant.EPOCH);
    assertThat(drop.run()).isEqualTo(2);
    assertThat(keys.inVault).isEmpty();
    assertThat(keys.rows).isEmpty();
    assertThat(secrets(provider)).isEqualTo(ClientSecrets.of(NEW));
    assertThat(registry.events)
        .contains(AuditEventType.CLIENT_KEY_DESTROYED, AuditEventType.FORMER_SECRET_REMOVED);
  }

  private Provider registeredPublic() {
    return registered(draft(ClientAuthentication.NONE, null));
  }

  private Provider registered(ProviderDraft draft) {
    var done = (Registered.Done) registry.registrations().register(registry.by, draft);
    return now(done.id());
  }

  private Provider now(ProviderId id) {
    return registry.find(registry.tenant, id).orElseThrow();
  }

  private ClientSecrets secrets(Provider provider) {
    return Objects.requireNonNull(registry.secrets.get(provider.id()));
  }

  private static ProviderDraft draft(ClientAuthentication method, @Nullable ClientSecret secret) {
    return new ProviderDraft(
        "Signing",
        "",
        false,
        "https://id.example/authorize",
        "https://id.example/token",
        "",
        "",
        "",
        "",
        "",
        "client",
        secret,
        method,
        ClientAssertion.USUAL,
        "",
        ScopeSeparator.SPACE,
        "",
        TokenRequestBody.FORM,
        "",
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
}
