package io.evergrant.usecase.webhook;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.DisabledWhy;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.DeliveryLog;
import io.evergrant.usecase.port.Webhooks;
import io.evergrant.usecase.port.Webhooks.Changed;
import io.evergrant.usecase.port.Webhooks.Wanted;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The database's share of what a person does to a webhook: one transaction, and its event. */
@Singleton
public class RecordWebhooks {
  private final Webhooks webhooks;
  private final DeliveryLog deliveries;
  private final AuditLog audit;

  @Inject
  public RecordWebhooks(Webhooks webhooks, DeliveryLog deliveries, AuditLog audit) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.audit = audit;
  }

  @Transactional
  List<Webhook> list(TenantId tenant) {
    return webhooks.list(tenant);
  }

  @Transactional
  Optional<Webhook> find(TenantId tenant, WebhookId id) {
    return webhooks.find(tenant, id);
  }

  @Transactional
  int count(TenantId tenant) {
    return webhooks.count(tenant);
  }

  /** False where the name is taken: nothing was written. */
  @Transactional
  boolean created(Steward by, WebhookId id, Wanted wanted, long generation) {
    if (!webhooks.insert(by.wholeTenant(), id, wanted, generation)) {
      return false;
    }
    log(by, AuditEventType.WEBHOOK_CREATED, id, facts(wanted));
    return true;
  }

  @Transactional
  Changed changed(Steward by, WebhookId id, long version, Wanted wanted) {
    var ending = webhooks.change(by.wholeTenant(), id, version, wanted);
    if (ending == Changed.DONE) {
      log(by, AuditEventType.WEBHOOK_CHANGED, id, facts(wanted));
    }
    return ending;
  }

  /** Of the address only the host: what stands behind it may be a secret. */
  private static Map<String, String> facts(Wanted wanted) {
    var url = wanted.url();
    return Map.of(
        "name",
        wanted.name(),
        "hosts",
        url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()),
        "event_types",
        String.join(" ", wanted.events().all()));
  }

  /** False where it was rotated since it was seen: nothing was written. */
  @Transactional
  boolean rotated(Steward by, Webhook seen, long generation, Duration overlap) {
    var tenant = by.wholeTenant();
    if (!webhooks.rotated(tenant, seen.id(), seen.generation(), generation, overlap)) {
      return false;
    }
    var facts = named(seen);
    facts.put("overlap_s", Long.toString(overlap.toSeconds()));
    log(by, AuditEventType.WEBHOOK_SECRET_ROTATED, seen.id(), facts);
    return true;
  }

  @Transactional
  boolean deleted(Steward by, Webhook webhook) {
    if (!webhooks.delete(by.wholeTenant(), webhook.id())) {
      return false;
    }
    log(by, AuditEventType.WEBHOOK_DELETED, webhook.id(), named(webhook));
    return true;
  }

  @Transactional
  void disabled(Steward by, Webhook webhook) {
    if (webhooks.disable(by.wholeTenant(), webhook.id(), DisabledWhy.PERSON)) {
      var facts = named(webhook);
      facts.put("reason", DisabledWhy.PERSON.code());
      log(by, AuditEventType.WEBHOOK_DISABLED, webhook.id(), facts);
    }
  }

  @Transactional
  void enabled(Steward by, Webhook webhook) {
    if (webhooks.enable(by.wholeTenant(), webhook.id())) {
      log(by, AuditEventType.WEBHOOK_ENABLED, webhook.id(), named(webhook));
    }
  }

  /** One that answers well again need not rest any longer. */
  @Transactional
  void tested(Steward by, Webhook webhook, Answer answer) {
    if (answer instanceof Answer.Taken) {
      webhooks.wake(by.wholeTenant(), webhook.id());
    }
    var facts = named(webhook);
    facts.put("result", answer.code());
    var status = answer.httpStatus();
    if (status != null) {
      facts.put("status", status.toString());
    }
    log(by, AuditEventType.WEBHOOK_TESTED, webhook.id(), facts);
  }

  /** False where there is no such delivery. */
  @Transactional
  boolean resent(Steward by, Webhook webhook, long number) {
    var tenant = by.wholeTenant();
    // in this order, as nodes do it that write down what was answered
    webhooks.wake(tenant, webhook.id());
    if (!deliveries.resend(tenant, webhook.id(), number)) {
      return false;
    }
    var facts = named(webhook);
    facts.put("number", Long.toString(number));
    log(by, AuditEventType.WEBHOOK_RESENT, webhook.id(), facts);
    return true;
  }

  private static Map<String, String> named(Webhook webhook) {
    var facts = new TreeMap<String, String>();
    facts.put("name", webhook.name());
    return facts;
  }

  private void log(Steward by, AuditEventType type, WebhookId id, Map<String, String> facts) {
    var all = new TreeMap<>(facts);
    all.put("webhook", id.toString());
    audit.append(AuditEvent.of(by.wholeTenant(), type, by.actor(), all));
  }
}
