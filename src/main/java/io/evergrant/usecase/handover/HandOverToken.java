package io.evergrant.usecase.handover;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.sealing.HandOver;
import io.evergrant.domain.sealing.HandOverId;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.handover.Collected.Not;
import io.evergrant.usecase.handover.Collected.Why;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.HandOvers.Fresh;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.Opened;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One admin asks, another one approves, and the token goes to the page that asked (P12): nowhere
 * else, and once. Whoever has it can spend it, so the grant counts as shared from then on.
 */
@Singleton
public class HandOverToken {
  private static final int LONGEST_REASON = 300;

  /** The page with the private half has to stay open for so long. */
  private static final Duration LIFE = Duration.ofMinutes(30);

  private final RecordHandOver record;
  private final TokenVault vault;

  @Inject
  HandOverToken(RecordHandOver record, TokenVault vault) {
    this.record = record;
    this.vault = vault;
  }

  public boolean isAllowed(Member by) {
    return record.isAllowed(by.reads());
  }

  /** Whether the rules of that provider let a refresh token leave. */
  public boolean lets(Member by, ProviderId provider) {
    return record.lets(by.reads(), provider);
  }

  public Optional<HandOver> find(Member by, HandOverId id) {
    return record.find(by.reads(), id);
  }

  /** Newest first. */
  public List<HandOver> list(Member by, int limit) {
    return record.list(by.reads(), limit);
  }

  /** For a back end, which does no more than look; empty where its key sees no such one. */
  public Optional<HandOver> find(ApiKey by, HandOverId id) {
    return record.find(by, id);
  }

  /** Newest first; a key for one provider sees those of its grants. */
  public List<HandOver> list(ApiKey by, int limit) {
    return record.list(by, limit);
  }

  /** How many wait for a second admin. */
  public int countAsked(Member by) {
    return record.countAsked(by.reads());
  }

  /** By which two people tell that they speak of the same key. */
  public String code(HandOver handOver) {
    return ReceiverKey.parse(handOver.publicKey()).map(ReceiverKey::code).orElse("");
  }

  /**
   * A wish.
   *
   * @param session the secret of the browser session whose page made the key
   * @param publicKey DER of a SubjectPublicKeyInfo, in Base64
   */
  public Asked ask(
      Member by, OneTimeSecret session, GrantId grant, String reason, String publicKey) {
    var tenant = by.administers();
    if (!record.isAllowed(tenant)) {
      return new Asked.Off();
    }
    var why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      return new Asked.ReasonUnfit(LONGEST_REASON);
    }
    var key = ReceiverKey.parse(publicKey);
    if (key.isEmpty()) {
      return new Asked.KeyUnfit();
    }
    var standing = record.standing(tenant, grant);
    if (standing.isEmpty()) {
      return new Asked.NoSuchGrant();
    }
    if (!record.lets(tenant, standing.get().provider())) {
      return new Asked.ProviderRefuses();
    }
    if (!isUsable(standing.get())) {
      return new Asked.NotUsable();
    }
    var id = new HandOverId(UUID.randomUUID());
    var code = key.get().code();
    var wish = new Fresh(id, tenant, grant, by.id(), hash(session), why, key.get().text(), LIFE);
    var made = record.ask(by, standing.get().provider(), wish, code);
    return new Asked.Done(made, code, context(tenant, id));
  }

  public Decided decide(Member by, HandOverId id, boolean approved) {
    var tenant = by.administers();
    var found = record.find(tenant, id);
    if (found.isEmpty()) {
      return Decided.NO_SUCH_HAND_OVER;
    }
    if (!record.isAllowed(tenant)) {
      return Decided.OFF;
    }
    var handOver = found.get();
    if (handOver.askedBy().equals(by.id())) {
      return Decided.OWN;
    }
    var standing = record.standing(tenant, handOver.grant()).orElseThrow();
    if (approved && !record.lets(tenant, standing.provider())) {
      return Decided.PROVIDER_REFUSES;
    }
    return record.decide(by, handOver, standing.provider(), approved, code(handOver))
        ? Decided.DONE
        : Decided.TOO_LATE;
  }

  /**
   * The token for the page that asked. Uses the network: no transaction here.
   *
   * @throws StoreUnavailable where a store does not serve; then nothing left
   */
  public Collected collect(Member by, OneTimeSecret session, HandOverId id) {
    var tenant = by.administers();
    if (!record.isAllowed(tenant)) {
      return new Not(Why.OFF);
    }
    var found = record.find(tenant, id).filter(handOver -> handOver.askedBy().equals(by.id()));
    if (found.isEmpty() || !found.get().approved() || found.get().handedOverAt() != null) {
      return new Not(Why.NOT_GOOD);
    }
    var handOver = found.get();
    var standing = record.standing(tenant, handOver.grant()).orElseThrow();
    if (!record.lets(tenant, standing.provider())) {
      return new Not(Why.PROVIDER_REFUSES);
    }
    if (!isUsable(standing)) {
      return new Not(Why.NOT_USABLE);
    }
    return standing.underWay() ? new Not(Why.BUSY) : collect(by, session, handOver, standing);
  }

  private Collected collect(
      Member by, OneTimeSecret session, HandOver handOver, Standing standing) {
    return switch (vault.open(List.of(standing.location())).getFirst()) {
      case Opened.Missing missing -> new Not(Why.NOT_USABLE);
      case Opened.Unreadable unreadable when unreadable.lasting() -> new Not(Why.NOT_USABLE);
      case Opened.Unreadable unreadable -> throw unreadable.why();
      case Opened.Found opened -> {
        var tokens = opened.entry().tokens();
        if (tokens.ended(standing.now())) {
          yield new Not(Why.NOT_USABLE);
        }
        var key = ReceiverKey.parse(handOver.publicKey()).orElseThrow();
        var context = context(handOver.tenant(), handOver.id());
        var sealed = key.seal(tokens.refreshToken(), context);
        var decider = handOver.decider();
        var facts =
            Map.of(
                "fingerprint",
                opened.entry().fingerprint().value(),
                "kv_version",
                Integer.toString(opened.version()),
                "key_code",
                key.code(),
                "approved_by",
                decider == null ? "" : decider);
        // what is not taken now was never sent: it goes nowhere
        yield record.take(by, hash(session), handOver, standing.provider(), facts)
            ? new Collected.Sealed(sealed)
            : new Not(Why.NOT_GOOD);
      }
    };
  }

  private static boolean isUsable(Standing standing) {
    return switch (standing.status()) {
      case ACTIVE, UNPROVED, PAUSED -> true;
      case PENDING, NEEDS_CONSENT, NEEDS_REVIEW, REVOKED -> false;
    };
  }

  private static String context(TenantId tenant, HandOverId id) {
    return "evergrant sealed hand-over|" + tenant + "|" + id;
  }

  private static String hash(OneTimeSecret session) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var named = "hand-over:" + session.reveal();
      return HexFormat.of().formatHex(digest.digest(named.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
