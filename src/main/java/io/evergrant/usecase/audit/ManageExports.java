package io.evergrant.usecase.audit;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.OneProviderOnly;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.audit.ExportRange;
import io.evergrant.domain.audit.ExportState;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditExports;
import io.evergrant.usecase.port.AuditExports.Fresh;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.ExportLinks;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whoever reads the log asks for exports of it, sees how far they are, and makes links to fetch
 * them by.
 */
@Singleton
public class ManageExports {
  /** How long an export can be fetched, and a link to it. */
  static final Duration LIFE = Duration.ofDays(7);

  static final Duration LINK_LIFE = Duration.ofHours(1);

  /** Of one organisation at a time: whoever asks for more waits for those. */
  static final int UNDER_WAY = 5;

  private final AuditExports exports;
  private final ExportLinks links;
  private final AuditLog audit;
  private final PortalSettings portal;
  private final SecureRandom random = new SecureRandom();

  @Inject
  public ManageExports(
      AuditExports exports, ExportLinks links, AuditLog audit, PortalSettings portal) {
    this.exports = exports;
    this.links = links;
    this.audit = audit;
    this.portal = portal;
  }

  @Transactional
  public Asked ask(Member by, ExportFormat format, ExportRange range) {
    return ask(by.reads(), by.asActor(), by.email(), format, range);
  }

  /** Asks; throws {@link OneProviderOnly} for a key that may not see the whole log. */
  @Transactional
  public Asked ask(ApiKey by, ExportFormat format, ExportRange range) {
    return ask(wholeLog(by), by.asActor(), by.name(), format, range);
  }

  static TenantId wholeLog(ApiKey by) {
    var tenant = by.in(ApiScope.AUDIT);
    if (by.provider() != null) {
      throw new OneProviderOnly();
    }
    return tenant;
  }

  /** The event that tells of it comes first, so that the export holds it. */
  private Asked ask(
      TenantId tenant, Actor by, String name, ExportFormat format, ExportRange range) {
    if (!range.isSound()) {
      return new Asked.NoRange();
    }
    if (exports.underWay(tenant) >= UNDER_WAY) {
      return new Asked.TooMany(UNDER_WAY);
    }
    audit.append(AuditEvent.of(tenant, AuditEventType.AUDIT_EXPORTED, by, facts(format, range)));
    return new Asked.Done(
        exports.insert(tenant, new Fresh(format, ExportFormat.LAYOUT, name, range, LIFE)));
  }

  private static Map<String, String> facts(ExportFormat format, ExportRange range) {
    var facts = new HashMap<String, String>();
    facts.put("format", format.code());
    facts.put("after", Long.toString(range.after()));
    put(facts, "before", range.before());
    put(facts, "from", range.from());
    put(facts, "until", range.until());
    return facts;
  }

  private static void put(Map<String, String> facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value.toString());
    }
  }

  @Transactional
  public List<AuditExport> list(Member by, @Nullable ExportId after, int limit) {
    return exports.list(by.reads(), after, limit);
  }

  @Transactional
  public List<AuditExport> list(ApiKey by, @Nullable ExportId after, int limit) {
    return exports.list(wholeLog(by), after, limit);
  }

  @Transactional
  public Optional<AuditExport> find(Member by, ExportId id) {
    return exports.find(by.reads(), id);
  }

  @Transactional
  public Optional<AuditExport> find(ApiKey by, ExportId id) {
    return exports.find(wholeLog(by), id);
  }

  @Transactional
  public Linked link(Member by, ExportId id) {
    return link(by.reads(), by.asActor(), id);
  }

  @Transactional
  public Linked link(ApiKey by, ExportId id) {
    return link(wholeLog(by), by.asActor(), id);
  }

  private Linked link(TenantId tenant, Actor by, ExportId id) {
    var export = exports.find(tenant, id);
    if (export.isEmpty()) {
      return new Linked.NotThere();
    }
    if (export.get().state() != ExportState.READY || export.get().layout() != ExportFormat.LAYOUT) {
      return new Linked.NotReady(export.get().state());
    }
    var secret = DownloadSecret.make(random);
    var link = UUID.randomUUID();
    var endsAt = links.insert(tenant, id, link, DownloadSecret.hash(secret), LINK_LIFE);
    audit.append(
        AuditEvent.of(
            tenant,
            AuditEventType.AUDIT_EXPORT_LINK_MADE,
            by,
            Map.of(
                "export", id.toString(), "link", link.toString(), "ends_at", endsAt.toString())));
    return new Linked.Made(secret, URI.create(portal.baseUrl() + "/export/"), endsAt);
  }

  /** What became of the wish. */
  public sealed interface Asked {
    record Done(AuditExport export) implements Asked {}

    /** As many as may be are under way. */
    record TooMany(int underWay) implements Asked {}

    /** The range says two things, or can hold nothing. */
    record NoRange() implements Asked {}
  }

  /** What became of the wish for a link. */
  public sealed interface Linked {
    /**
     * It is shown once: nobody here keeps it.
     *
     * @param before what stands before the secret in the address
     */
    record Made(OneTimeSecret secret, URI before, Instant endsAt) implements Linked {
      public OneTimeSecret address() {
        return new OneTimeSecret(before + secret.reveal());
      }
    }

    record NotReady(ExportState state) implements Linked {}

    record NotThere() implements Linked {}
  }
}
