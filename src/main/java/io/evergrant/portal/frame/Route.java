package io.evergrant.portal.frame;

import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.Role;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every address of the portal: what shows it and who may come. The use cases check the member
 * again; this table keeps people from pages they could do nothing with.
 */
public enum Route {
  OVERVIEW("/", "overview/overview", Audience.TENANT),
  LOGIN("/login", "signin/login", Audience.ANYBODY),
  LOGOUT("/logout", null, Audience.ANYBODY),
  LANGUAGE("/language", null, Audience.ANYBODY),
  ACTIVATE("/activate/*", "signin/activate", Audience.ANYBODY),
  ACCOUNT("/account", "account/account", Audience.ONESELF),
  PROVIDERS("/providers", "provider/list", Audience.TENANT),
  PROVIDER_NEW("/providers/new", "provider/new", Audience.ADMIN),
  PROVIDER("/providers/*", "provider/provider", Audience.TENANT),
  PROVIDER_EDIT("/providers/*/edit", "provider/edit", Audience.ADMIN),
  PROVIDER_TEST("/providers/*/test", "provider/test", Audience.TENANT),
  PROVIDER_CATALOGUE("/catalogue", "catalogue/list", Audience.TENANT),
  PROVIDER_CATALOGUE_ENTRY("/catalogue/*", "catalogue/entry", Audience.TENANT),
  AUTHORIZE("/authorize/*", "connect/way-out", Audience.ADMIN),
  AUTHORIZE_GO("/authorize/*/go", null, Audience.ADMIN),
  CALLBACK("/oauth/callback", null, Audience.ANYBODY),
  RESULT("/oauth/result", "connect/result", Audience.ADMIN),
  CONNECT_RESULT("/connect/result", "connect/link-result", Audience.ANYBODY),
  CONNECT("/connect/*", "connect/link", Audience.ANYBODY),
  CONNECT_GO("/connect/*/go", null, Audience.ANYBODY),
  GRANTS("/grants", "grant/list", Audience.TENANT),
  GRANT("/grants/*", "grant/grant", Audience.TENANT),
  GRANT_IMPORT("/grants/import", "importing/import", Audience.ADMIN),
  GRANT_IMPORT_KEY("/grants/import/key", null, Audience.ADMIN),
  GRANT_IMPORT_SEALED("/grants/import/sealed", null, Audience.ADMIN),
  GRANT_IMPORT_REPORT("/grants/import/report", "importing/report", Audience.ADMIN),
  GRANT_HAND_OVER("/grants/*/hand-over", "handover/receive", Audience.ADMIN),
  GRANT_HAND_OVERS("/hand-overs", "handover/list", Audience.TENANT),
  GRANT_HAND_OVERS_ASK("/hand-overs/ask", null, Audience.ADMIN),
  GRANT_HAND_OVERS_MINE("/hand-overs/mine", null, Audience.ADMIN),
  GRANT_HAND_OVERS_ONE("/hand-overs/*", "handover/hand-over", Audience.TENANT),
  GRANT_BULK_ACTS("/bulk-acts", "bulk/list", Audience.TENANT),
  GRANT_BULK_NEW("/bulk-acts/new", "bulk/new", Audience.ADMIN),
  GRANT_BULK_LINKS("/bulk-acts/*/links.csv", null, Audience.ADMIN),
  GRANT_BULK_ACT("/bulk-acts/*", "bulk/act", Audience.TENANT),
  AUDIT("/audit", "audit/audit", Audience.TENANT),
  AUDIT_TYPES("/audit/types", "audit/types", Audience.TENANT),
  AUDIT_EVENT("/audit/*", "audit/event", Audience.TENANT),
  AUDIT_NEWS("/audit/new", null, Audience.TENANT),
  AUDIT_CSV("/audit.csv", null, Audience.TENANT),
  AUDIT_JSONL("/audit.jsonl", null, Audience.TENANT),
  AUDIT_EXPORTS("/audit/exports", "audit/exports", Audience.READERS),
  AUDIT_EXPORT("/audit/exports/*", "audit/export", Audience.READERS),
  AUDIT_EXPORT_MANIFEST("/audit/exports/*/manifest", null, Audience.TENANT),
  AUDIT_VERIFY("/audit/verify", "audit/verify", Audience.READERS),
  AUDIT_VERIFICATION("/audit/verify/*", "audit/verification", Audience.READERS),
  EXPORT_DOWNLOAD("/export/*", null, Audience.ANYBODY),
  EXPORT_DOWNLOAD_MANIFEST("/export/*/manifest", null, Audience.ANYBODY),
  JWKS("/jwks/*", null, Audience.ANYBODY),
  KEYS("/keys", "apikey/list", Audience.TENANT),
  KEY_NEW("/keys/new", "apikey/new", Audience.ADMIN),
  KEY("/keys/*", "apikey/key", Audience.TENANT),
  WEBHOOKS("/webhooks", "webhook/list", Audience.TENANT),
  WEBHOOK_NEW("/webhooks/new", "webhook/new", Audience.ADMIN),
  WEBHOOK("/webhooks/*", "webhook/webhook", Audience.TENANT),
  WEBHOOK_EDIT("/webhooks/*/edit", "webhook/edit", Audience.ADMIN),
  WEBHOOK_DELIVERY("/webhooks/*/delivery", "webhook/delivery", Audience.TENANT),
  LINKS("/links", "connect/links", Audience.TENANT),
  LINK_NEW("/links/new", "connect/link-new", Audience.ADMIN),
  LINK("/links/*", "connect/link-facts", Audience.TENANT),
  NOTICES("/notices", "notice/notices", Audience.TENANT),
  NOTICES_MINE("/notices/mine", "notice/mine", Audience.READERS),
  SETTINGS("/settings", "settings/settings", Audience.TENANT),
  MEMBERS("/members", "member/list", Audience.TENANT),
  MEMBERS_NEW("/members/new", "member/new", Audience.ADMIN),
  MEMBERS_ONE("/members/*", "member/member", Audience.ADMIN),
  OPERATOR("/operator", "operator/operator", Audience.OPERATOR),
  OPERATOR_TENANT_NEW("/operator/organisations/new", "operator/new", Audience.OPERATOR),
  OPERATOR_TENANT("/operator/organisations/*", "operator/organisation", Audience.OPERATOR),
  /** A file, so that what the server may offer under that address is not in its place. */
  OPENAPI("/openapi", "/assets/openapi.yaml", Audience.ANYBODY);

  private final String pattern;
  private final @Nullable String view;
  private final Audience audience;

  Route(String pattern, @Nullable String view, Audience audience) {
    this.pattern = pattern;
    this.view = view;
    this.audience = audience;
  }

  /** The Faces view, or a file; null where a servlet answers. */
  @Nullable String view() {
    return view == null || view.startsWith("/") ? view : "/pages/" + view + ".xhtml";
  }

  Audience audience() {
    return audience;
  }

  /** An address without a variable part wins over one with it. */
  static Optional<Match> of(String path) {
    return Arrays.stream(values())
        .filter(route -> route.pattern.equals(path))
        .findFirst()
        .map(route -> new Match(route, ""))
        .or(() -> Arrays.stream(values()).flatMap(route -> route.match(path).stream()).findFirst());
  }

  private Optional<Match> match(String path) {
    var star = pattern.indexOf('*');
    if (star < 0) {
      return Optional.empty();
    }
    var before = pattern.substring(0, star);
    var after = pattern.substring(star + 1);
    if (!path.startsWith(before)
        || !path.endsWith(after)
        || path.length() <= before.length() + after.length()) {
      return Optional.empty();
    }
    var variable = path.substring(before.length(), path.length() - after.length());
    return variable.contains("/") ? Optional.empty() : Optional.of(new Match(this, variable));
  }

  /**
   * A route and the variable part of the address that led to it.
   *
   * @param variable empty where the route has none
   */
  record Match(Route route, String variable) {}

  /** Who may come. */
  enum Audience {
    ANYBODY,
    /** Whoever is signed in: what is sent changes nothing of anybody else. */
    ONESELF,
    /** Admins and auditors. */
    TENANT,
    /** The same, where what is sent changes nothing of what they read. */
    READERS,
    ADMIN,
    OPERATOR;

    /** Auditors read: whatever a page of theirs is sent, it is for an admin to send. */
    boolean admitsActs(Member member) {
      return this == TENANT ? ADMIN.admits(member) : admits(member);
    }

    boolean admits(Member member) {
      return switch (this) {
        case ANYBODY, ONESELF -> true;
        case TENANT, READERS -> member.role() != Role.OPERATOR;
        case ADMIN -> member.role() == Role.ADMIN;
        case OPERATOR -> member.role() == Role.OPERATOR;
      };
    }
  }
}
