package io.evergrant.usecase.webhook;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.port.WebhookSecrets;
import io.evergrant.usecase.port.WebhookSender;
import io.evergrant.usecase.webhook.WebhookProblem.Why;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An admin, or a back end whose key reads the log as well, says where events are sent. A secret is
 * in the answer that made it and nowhere else: Vault has it first, the row says that it signs. No
 * transaction is open while Vault is asked.
 */
@Singleton
public class ManageWebhooks {
  /** Of an organisation. */
  public static final int MOST = 20;

  /** A secret that was replaced signs at most so long. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

  private final RecordWebhooks record;
  private final WebhookSecrets secrets;
  private final WebhookSender sender;
  private final SecureRandom random = new SecureRandom();

  @Inject
  public ManageWebhooks(RecordWebhooks record, WebhookSecrets secrets, WebhookSender sender) {
    this.record = record;
    this.secrets = secrets;
    this.sender = sender;
  }

  public List<Webhook> list(Member by) {
    return record.list(by.reads());
  }

  public List<Webhook> list(Steward by) {
    return record.list(by.wholeTenant());
  }

  public Optional<Webhook> find(Member by, WebhookId id) {
    return record.find(by.reads(), id);
  }

  public Optional<Webhook> find(Steward by, WebhookId id) {
    return record.find(by.wholeTenant(), id);
  }

  /** What is sent is the log: a key gives no more than it has. */
  public Made create(ApiKey by, WebhookDraft draft) {
    var unused = by.in(ApiScope.AUDIT);
    return create(Steward.of(by), draft);
  }

  public Made create(Steward by, WebhookDraft draft) {
    var tenant = by.wholeTenant();
    var check = new WebhookDraftCheck(draft);
    var wanted = check.check(sender::permits);
    if (wanted.isEmpty()) {
      return new Made.Refused(check.problems());
    }
    if (record.count(tenant) >= MOST) {
      return new Made.TooMany(MOST);
    }
    var id = new WebhookId(UUID.randomUUID());
    var secret = SigningSecrets.make(random);
    var generation = secrets.add(tenant, id, secret, List.of());
    if (record.created(by, id, wanted.get(), generation)) {
      return new Made.Done(id, secret);
    }
    secrets.destroy(tenant, id);
    return new Made.Refused(List.of(new WebhookProblem("name", Why.NAME_TAKEN)));
  }

  public Saved change(ApiKey by, Webhook seen, WebhookDraft draft) {
    var unused = by.in(ApiScope.AUDIT);
    return change(Steward.of(by), seen, draft);
  }

  /** Changes all but the secret of one that is as it was seen. */
  public Saved change(Steward by, Webhook seen, WebhookDraft draft) {
    var check = new WebhookDraftCheck(draft);
    var wanted = check.check(sender::permits);
    if (wanted.isEmpty()) {
      return new Saved.Refused(check.problems());
    }
    return switch (record.changed(by, seen.id(), seen.version(), wanted.get())) {
      case DONE -> new Saved.Done();
      case NAME_TAKEN -> new Saved.Refused(List.of(new WebhookProblem("name", Why.NAME_TAKEN)));
      case NOT_AS_SEEN -> new Saved.ChangedMeanwhile();
    };
  }

  /**
   * Gives it another secret.
   *
   * @param seen the generation that is replaced: of two rotations at once the second changes
   *     nothing
   * @param overlap how long the old secret signs as well, at most {@link #LONGEST_OVERLAP}; one
   *     that was replaced before that signs no more
   * @return empty where it is gone, or was rotated since it was seen
   */
  public Optional<WebhookSecret> rotate(Steward by, WebhookId id, long seen, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw new IllegalArgumentException("an overlap is at most " + LONGEST_OVERLAP);
    }
    var tenant = by.wholeTenant();
    var webhook = record.find(tenant, id).filter(found -> found.generation() == seen);
    if (webhook.isEmpty()) {
      return Optional.empty();
    }
    var secret = SigningSecrets.make(random);
    var generation = secrets.add(tenant, id, secret, webhook.get().generations());
    return record.rotated(by, webhook.get(), generation, overlap)
        ? Optional.of(secret)
        : Optional.empty();
  }

  /** Nothing is sent from now on; what happens meanwhile waits. False where there is none. */
  public boolean disable(Steward by, WebhookId id) {
    var webhook = find(by, id);
    webhook.ifPresent(found -> record.disabled(by, found));
    return webhook.isPresent();
  }

  /** It goes on where it stopped, in order. False where there is none. */
  public boolean enable(Steward by, WebhookId id) {
    var webhook = find(by, id);
    webhook.ifPresent(found -> record.enabled(by, found));
    return webhook.isPresent();
  }

  /** Secret first: what is left of a deletion that broke off can be deleted again. */
  public boolean delete(Steward by, WebhookId id) {
    var webhook = find(by, id);
    if (webhook.isEmpty()) {
      return false;
    }
    secrets.destroy(by.wholeTenant(), id);
    return record.deleted(by, webhook.get());
  }

  /** How the making of one ended. */
  public sealed interface Made {
    /** The secret is to be shown now: nobody shows it again. */
    record Done(WebhookId id, WebhookSecret secret) implements Made {}

    record Refused(List<WebhookProblem> problems) implements Made {}

    record TooMany(int most) implements Made {}
  }

  /** How a change ended; only {@code Done} changed anything. */
  public sealed interface Saved {
    record Done() implements Saved {}

    record Refused(List<WebhookProblem> problems) implements Saved {}

    record ChangedMeanwhile() implements Saved {}
  }
}
