package io.evergrant.usecase.tenant;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Tenancy;
import io.evergrant.domain.tenant.Tenant;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.tenant.TenantStatus;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.evergrant.usecase.port.Tenancies;
import io.evergrant.usecase.port.TenantShredding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One organisation, with its row, its log and its share of a Vault. */
final class Closing implements Tenancies {
  final TenantId id = new TenantId(UUID.randomUUID());
  final Log log = new Log();
  final Shredder vault = new Shredder();
  TenantStatus status = TenantStatus.SUSPENDED;
  long inFlight;
  long nanos;
  private @Nullable Ending ending;

  @Override
  public Optional<Tenancy> find(TenantId wanted) {
    var now = Instant.EPOCH;
    return Optional.of(new Tenancy(new Tenant(id, "acme", "Acme"), status, now, now));
  }

  @Override
  public Size size(TenantId wanted) {
    return new Size(1, 2, 3, inFlight);
  }

  @Override
  public boolean beginEnd(TenantId wanted, Ending begun) {
    status = TenantStatus.ENDING;
    ending = begun;
    return true;
  }

  @Override
  public Optional<Ending> ending(TenantId wanted) {
    return Optional.ofNullable(ending);
  }

  @Override
  public void destroyed(TenantId wanted, long entries) {
    var was = ending(wanted).orElseThrow();
    ending =
        new Ending(was.keyName(), was.keyVersions(), was.ciphertext(), was.entries() + entries);
  }

  @Override
  public Optional<Closed> end(TenantId wanted) {
    status = TenantStatus.ENDED;
    return Optional.of(new Closed(1, 2, 3, 4, 5));
  }

  @Override
  public List<Tenancy> list() {
    throw new AssertionError("nobody lists here");
  }

  @Override
  public Founded found(Tenant tenant, MemberId admin, String email, String hash, Duration life) {
    throw new AssertionError("nobody founds here");
  }

  @Override
  public OptionalLong suspend(TenantId wanted) {
    throw new AssertionError("nobody suspends here");
  }

  @Override
  public OptionalLong resume(TenantId wanted) {
    throw new AssertionError("nobody resumes here");
  }

  /** A Vault that does not serve, or does not forget, when it is told so. */
  final class Shredder implements TenantShredding {
    final List<String> steps = new ArrayList<>();
    int entries = 7;
    boolean opensStill;
    boolean left;
    boolean slow;

    /** Batches until it is sealed, once; 0 for never. */
    int sealedAfter;

    private boolean deleted;

    @Override
    public Sample sample(TenantId tenant) {
      steps.add("sample");
      return new Sample("eg-tenant", List.of(1, 2, 3), "sealed");
    }

    @Override
    public boolean opens(TenantId tenant, String ciphertext) {
      steps.add("opens");
      return !deleted || opensStill;
    }

    @Override
    public void deleteKey(TenantId tenant) {
      steps.add("delete key");
      deleted = true;
    }

    @Override
    public int destroyEntries(TenantId tenant, int most) {
      steps.add("destroy");
      if (sealedAfter > 0 && --sealedAfter == 0) {
        throw new StoreUnavailable(Cause.SEALED, "sealed");
      }
      nanos += slow ? Duration.ofSeconds(8).toNanos() : 0;
      var now = Math.min(most, entries);
      entries -= now;
      return now;
    }

    @Override
    public Left left(TenantId tenant) {
      steps.add("left");
      return new Left(!deleted, left);
    }
  }

  /** A log that is only written to. */
  static final class Log implements AuditLog {
    final List<AuditEvent> events = new ArrayList<>();

    @Override
    public void append(AuditEvent event) {
      events.add(event);
    }

    @Override
    public List<AuditEntry> search(TenantId tenant, AuditQuestion question) {
      throw new AssertionError("nobody reads here");
    }

    @Override
    public Optional<AuditEntry> find(TenantId tenant, long number) {
      throw new AssertionError("nobody reads here");
    }

    @Override
    public void stream(TenantId tenant, AuditQuestion question, Consumer<AuditEntry> receiver) {
      throw new AssertionError("nobody reads here");
    }
  }
}
