package io.evergrant.usecase.apikey;

import io.evergrant.domain.apikey.AddressRange;
import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.apikey.KeyProblem.Why;
import io.evergrant.usecase.port.ApiKeys;
import io.evergrant.usecase.port.ApiKeys.Fresh;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An admin makes, rotates and revokes keys; a secret is in the answer that made it and nowhere. */
@Singleton
public class ManageKeys {
  /** A secret that was replaced works at most so long. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

  private final ApiKeys keys;
  private final Providers providers;
  private final AuditLog audit;
  private final SecureRandom random = new SecureRandom();

  @Inject
  public ManageKeys(ApiKeys keys, Providers providers, AuditLog audit) {
    this.keys = keys;
    this.providers = providers;
    this.audit = audit;
  }

  @Transactional
  public List<ApiKey> list(Member by) {
    return keys.list(by.reads());
  }

  @Transactional
  public Optional<ApiKey> find(Member by, ApiKeyId id) {
    return keys.find(by.reads(), id);
  }

  @Transactional
  public Made create(Member by, KeyDraft draft) {
    return create(Steward.of(by), draft);
  }

  @Transactional
  Made create(Steward by, KeyDraft draft) {
    var tenant = by.tenant();
    var check = new KeyDraftCheck(draft);
    var fresh = check.check(tenant, provider -> providers.find(tenant, provider).isPresent());
    if (fresh.isEmpty()) {
      return new Made.Refused(check.problems());
    }
    var secret = KeyFormat.make(random);
    if (!keys.insert(fresh.get(), KeyFormat.hashed(secret))) {
      return new Made.Refused(List.of(new KeyProblem("name", Why.NAME_TAKEN)));
    }
    keys.knownTo(tenant, fresh.get().id(), by.actor());
    log(by, tenant, AuditEventType.API_KEY_CREATED, fresh.get().id(), facts(fresh.get()));
    return new Made.Done(fresh.get().id(), secret);
  }

  /**
   * Gives a key another secret.
   *
   * @param seen the key as the admin saw it: of two rotations at once the second changes nothing
   * @param overlap how long the old secret still works, at most {@link #LONGEST_OVERLAP}
   * @return empty where the key was revoked or rotated since it was seen
   */
  @Transactional
  public Optional<ApiKeySecret> rotate(Member by, ApiKeyId id, long seen, Duration overlap) {
    return rotate(Steward.of(by), id, seen, overlap);
  }

  @Transactional
  Optional<ApiKeySecret> rotate(Steward by, ApiKeyId id, long seen, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw new IllegalArgumentException("an overlap is at most " + LONGEST_OVERLAP);
    }
    var tenant = by.tenant();
    var secret = KeyFormat.make(random);
    if (!keys.rotate(tenant, id, seen, KeyFormat.hashed(secret), overlap)) {
      return Optional.empty();
    }
    keys.knownTo(tenant, id, by.actor());
    var facts = named(tenant, id);
    facts.put("overlap_s", Long.toString(overlap.toSeconds()));
    log(by, tenant, AuditEventType.API_KEY_ROTATED, id, facts);
    return Optional.of(secret);
  }

  /** False where it was revoked before, or is unknown. */
  @Transactional
  public boolean revoke(Member by, ApiKeyId id) {
    return revoke(Steward.of(by), id);
  }

  @Transactional
  boolean revoke(Steward by, ApiKeyId id) {
    var tenant = by.tenant();
    if (!keys.revoke(tenant, id)) {
      return false;
    }
    log(by, tenant, AuditEventType.API_KEY_REVOKED, id, named(tenant, id));
    return true;
  }

  private Map<String, String> named(TenantId tenant, ApiKeyId id) {
    var facts = new TreeMap<String, String>();
    facts.put("name", keys.find(tenant, id).orElseThrow().name());
    return facts;
  }

  private static Map<String, String> facts(Fresh key) {
    var facts = new TreeMap<String, String>();
    facts.put("name", key.name());
    facts.put(
        "scopes",
        key.scopes().stream().map(ApiScope::code).sorted().collect(Collectors.joining(" ")));
    if (!key.addresses().isEmpty()) {
      facts.put(
          "addresses",
          key.addresses().stream().map(AddressRange::toString).collect(Collectors.joining(" ")));
    }
    put(facts, "only_provider", key.provider());
    var life = key.life();
    put(facts, "life_s", life == null ? null : life.toSeconds());
    return facts;
  }

  private static void put(Map<String, String> facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value.toString());
    }
  }

  private void log(
      Steward by, TenantId tenant, AuditEventType type, ApiKeyId id, Map<String, String> facts) {
    facts.put("api_key", id.toString());
    audit.append(AuditEvent.of(tenant, type, by.actor(), facts));
  }

  /** How the making of a key ended. */
  public sealed interface Made {
    /** The secret is to be shown now: nobody can show it again. */
    record Done(ApiKeyId id, ApiKeySecret secret) implements Made {}

    record Refused(List<KeyProblem> problems) implements Made {}
  }
}
