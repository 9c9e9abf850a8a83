package io.evergrant.usecase.grant;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.OneProviderOnly;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.SavedView;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.SavedViews;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A question to the list of grants gets a name, for everybody of the organisation. */
@Singleton
public class KeepViews {
  public static final int LONGEST_NAME = 60;

  /** They stand above the list: more of them would hide it. */
  public static final int MOST = 20;

  private final SavedViews views;
  private final AuditLog audit;

  @Inject
  public KeepViews(SavedViews views, AuditLog audit) {
    this.views = views;
    this.audit = audit;
  }

  @Transactional
  public List<SavedView> list(Member by) {
    return views.list(by.reads());
  }

  /**
   * For a back end with the scope {@code read}.
   *
   * @throws OneProviderOnly where the key is for one: views ask about all of them
   */
  @Transactional
  public List<SavedView> list(ApiKey by) {
    var tenant = by.in(ApiScope.READ);
    if (by.provider() != null) {
      throw new OneProviderOnly();
    }
    return views.list(tenant);
  }

  @Transactional
  public Optional<SavedView> find(ApiKey by, UUID id) {
    return find(list(by), id);
  }

  /** For whoever is about to change it. */
  @Transactional
  public Optional<SavedView> find(Steward by, UUID id) {
    return find(views.list(by.wholeTenant()), id);
  }

  private static Optional<SavedView> find(List<SavedView> all, UUID id) {
    return all.stream().filter(view -> view.id().equals(id)).findFirst();
  }

  /** Keeps it under a name that no other has. */
  @Transactional
  public Added add(Steward by, String name, GrantFilter filter) {
    var tenant = by.wholeTenant();
    var given = name.strip();
    if (given.isEmpty() || given.length() > LONGEST_NAME) {
      return new Added.NameUnfit();
    }
    var all = views.list(tenant);
    if (all.size() >= MOST && all.stream().noneMatch(view -> view.name().equals(given))) {
      return new Added.TooMany();
    }
    var added = views.add(tenant, given, filter.query(), by.name());
    added.ifPresent(view -> tell(by, AuditEventType.VIEW_KEPT, given, view.question()));
    return added.<Added>map(Added.Done::new).orElseGet(Added.NameTaken::new);
  }

  /**
   * Gives the name that was seen another question.
   *
   * @return empty where it does not stand for what was seen any more
   */
  @Transactional
  public Optional<SavedView> change(Steward by, SavedView seen, GrantFilter filter) {
    var changed = views.replace(by.wholeTenant(), seen, filter.query(), by.name());
    changed.ifPresent(view -> tell(by, AuditEventType.VIEW_KEPT, view.name(), view.question()));
    return changed;
  }

  /** Keeps it, in the place of what had the name before. */
  @Transactional
  public Saved save(Steward by, String name, GrantFilter filter) {
    var tenant = by.wholeTenant();
    var given = name.strip();
    if (given.isEmpty() || given.length() > LONGEST_NAME) {
      return Saved.NAME_UNFIT;
    }
    if (!views.save(tenant, given, filter.query(), by.name(), MOST)) {
      return Saved.TOO_MANY;
    }
    tell(by, AuditEventType.VIEW_KEPT, given, filter.query());
    return Saved.DONE;
  }

  @Transactional
  public boolean remove(Steward by, UUID id) {
    var gone = views.remove(by.wholeTenant(), id);
    gone.ifPresent(view -> tell(by, AuditEventType.VIEW_REMOVED, view.name(), view.question()));
    return gone.isPresent();
  }

  /** Everybody looks through them: what a name stands for, and stood for, is to be found again. */
  private void tell(Steward by, AuditEventType type, String name, String question) {
    audit.append(
        AuditEvent.of(
            by.wholeTenant(), type, by.actor(), Map.of("name", name, "question", question)));
  }

  /** How adding one ended; only {@code Done} changed anything. */
  public sealed interface Added {
    record Done(SavedView view) implements Added {}

    /** There is none, or it is too long. */
    record NameUnfit() implements Added {}

    record NameTaken() implements Added {}

    record TooMany() implements Added {}
  }

  /** What came of it. */
  public enum Saved {
    DONE,
    /** There is none, or it is too long. */
    NAME_UNFIT,
    TOO_MANY
  }
}
