package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.usecase.port.LinkedLog.Linked;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Open Cybersecurity Schema Framework, version 1.6.0. docs/audit.md tells the mapping; what has
 * no place there is under {@code unmapped}, by our names.
 */
final class OcsfLines implements LineFormat {
  static final String VERSION = "1.6.0";
  private static final String PRODUCT = "Evergrant";

  /** OCSF's: not judged. */
  private static final int INFORMATIONAL = 1;

  private static final int HIGH = 4;

  @Override
  public void event(StringBuilder out, Linked linked) {
    var event = linked.event();
    var line = new JsonLine(out);
    if (event == null) {
      gone(line, linked);
    } else {
      line(line, linked, event, activity(event));
    }
    line.close();
    out.append('\n');
  }

  private static OcsfActivity activity(LoggedEvent event) {
    return Arrays.stream(AuditEventType.values())
        .filter(type -> type.code().equals(event.type()))
        .findFirst()
        .map(OcsfActivity::of)
        .orElse(OcsfActivity.FOREIGN);
  }

  private static void line(JsonLine line, Linked linked, LoggedEvent event, OcsfActivity activity) {
    var status = OcsfStatus.of(event);
    classification(line, activity, event.type(), INFORMATIONAL);
    line.with("time", event.at().toEpochMilli())
        .with("status_id", status.id())
        .with(
            "status",
            status == OcsfStatus.OTHER
                ? Objects.requireNonNullElse(event.outcome(), status.caption())
                : status.caption())
        .with("status_code", event.outcome())
        .with("status_detail", event.details().get("cause"));
    line.open("metadata")
        .with("version", VERSION)
        .with("uid", Long.toString(event.number()))
        .with("sequence", linked.sequence())
        .with("event_code", event.type())
        .with("original_time", LoggedEvent.time(event.at()))
        .with("tenant_uid", event.tenant())
        .with("correlation_uid", event.attempt())
        .with("log_name", "audit");
    product(line).close();
    line.open("actor");
    user(line, event);
    line.close();
    switch (activity.event()) {
      case AUTHENTICATION -> {
        authenticated(line, event);
        line.open("service").with("name", PRODUCT).close();
      }
      case ENTITY_MANAGEMENT -> entity(line, event);
      case BASE -> {}
    }
    line.open("unmapped")
        .with("actor_kind", event.actorKind())
        .raw("details", event.canonicalDetails())
        .with("grant", event.grant())
        .with("provider", event.provider())
        .with("terminal", event.terminal())
        .with("hash", linked.hash())
        .close();
  }

  private static void classification(
      JsonLine line, OcsfActivity activity, String type, int severity) {
    var event = activity.event();
    var name = activity.id() == 99 ? type : activity.caption();
    line.with("category_uid", event.category())
        .with("category_name", event.categoryCaption())
        .with("class_uid", event.uid())
        .with("class_name", event.caption())
        .with("activity_id", activity.id())
        .with("activity_name", name)
        .with("type_uid", 100L * event.uid() + activity.id())
        .with("type_name", event.caption() + ": " + activity.caption())
        .with("severity_id", severity);
  }

  private static JsonLine product(JsonLine line) {
    return line.open("product").with("name", PRODUCT).with("vendor_name", PRODUCT).close();
  }

  private static void user(JsonLine line, LoggedEvent event) {
    line.open("user");
    switch (event.actorKind()) {
      case "person" ->
          typed(line, 1, "User")
              .with("uid", event.actorMember())
              .with("name", named(event.actorName(), event.actorKind()));
      case "api_key" ->
          typed(line, 4, "Service")
              .with("name", named(event.actorName(), event.actorKind()))
              .with("credential_uid", event.details().get("api_key"));
      case "timer", "portal" ->
          typed(line, 3, "System").with("name", named(event.actorName(), event.actorKind()));
      case "link" ->
          typed(line, 99, "Consent link")
              .with("uid", event.details().get("consent_link"))
              .with("name", event.actorKind());
      default -> typed(line, 0, "Unknown").with("name", event.actorKind());
    }
    line.close();
  }

  /** Who was, or wanted to be, signed in. */
  private static void authenticated(JsonLine line, LoggedEvent event) {
    var member = event.details().get("member");
    line.open("user");
    typed(line, 1, "User")
        .with("uid", event.actorMember())
        .with("name", named(member == null ? event.actorName() : member, "unknown"))
        .close();
  }

  private static JsonLine typed(JsonLine line, int id, String caption) {
    return line.with("type_id", id).with("type", caption);
  }

  private static String named(@Nullable String name, String otherwise) {
    return Objects.requireNonNullElse(name, otherwise);
  }

  /** The grant that it is about, else the provider, else the organisation. */
  private static void entity(JsonLine line, LoggedEvent event) {
    line.open("entity");
    if (event.grant() != null) {
      typed(line, 99, "OAuth grant").with("uid", event.grant());
    } else if (event.provider() != null) {
      typed(line, 99, "OAuth provider").with("uid", event.provider());
    } else {
      typed(line, 4, "Organization").with("uid", event.tenant());
    }
    line.close();
  }

  /** Somebody deleted it from the database: its link is all that tells of it. */
  private static void gone(JsonLine line, Linked linked) {
    classification(line, OcsfActivity.FOREIGN, "event_gone", HIGH);
    line.with("time", 0).with("message", "The event of this link was deleted from the database.");
    line.open("metadata").with("version", VERSION).with("sequence", linked.sequence());
    product(line).close();
    line.open("unmapped").with("hash", linked.hash()).close();
  }
}
