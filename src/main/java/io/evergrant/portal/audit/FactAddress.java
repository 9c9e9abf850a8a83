package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.QuestionText;
import io.evergrant.portal.frame.Query;
import java.util.Map;
import java.util.Set;

/**
 * Where the facts of an event lead: to the page of what they name, or to the events that have to do
 * with it. The log outlives some of what has a page.
 */
final class FactAddress {
  /** Facts that are the last part of a page's address. */
  private static final Map<String, String> PAGES =
      Map.of(
          "api_key", "/keys/",
          "bulk_act", "/bulk-acts/",
          "consent_link", "/links/",
          "export", "/audit/exports/",
          "hand_over", "/hand-overs/",
          "number", "/audit/",
          "only_provider", "/providers/",
          "verification", "/audit/verify/",
          "webhook", "/webhooks/");

  /** Facts that a question can ask for, by the qualifier. */
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "approved_by", "actor",
          "asked_by", "actor",
          "member", "actor",
          "escrowed_attempt", "attempt",
          "replay_of", "attempt",
          "cause", "cause",
          "error", "error",
          "node", "node",
          "http_status", "status",
          "trigger", "trigger");

  /** Facts without a page or a qualifier that several events share. */
  private static final Set<String> WORDS =
      Set.of(
          "digest",
          "fingerprint",
          "fingerprint_new",
          "fingerprint_old",
          "hold",
          "link",
          "notice",
          "sealing_key",
          "ticket");

  private FactAddress() {}

  /** Empty where the fact leads nowhere. */
  static String of(AuditEntry entry, String name, String value) {
    if (value.isEmpty()) {
      return "";
    }
    var page = PAGES.get(name);
    if (page != null) {
      return page + value;
    }
    if (name.equals("provider_test")) {
      var provider = entry.provider();
      return provider == null
          ? ""
          : "/providers/" + provider + "/test" + new Query().with("run", value);
    }
    var qualifier = QUESTIONS.get(name);
    if (qualifier != null) {
      return asked(qualifier, value);
    }
    return WORDS.contains(name) ? found(QuestionText.quoted(value)) : "";
  }

  /** The log, asked for that value. */
  static String asked(String qualifier, String value) {
    return found(qualifier + ":" + QuestionText.quoted(value));
  }

  private static String found(String question) {
    return "/audit" + new Query().with("q", question);
  }
}
