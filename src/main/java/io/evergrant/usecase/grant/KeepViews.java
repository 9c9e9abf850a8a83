package io.evergrant.usecase.grant;

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
import java.util.UUID;

/** An admin gives a question to the list of grants a name, for everybody of the organisation. */
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

  /** Keeps it, in the place of what had the name before. */
  @Transactional
  public Saved save(Member by, String name, GrantFilter filter) {
    var tenant = by.administers();
    var given = name.strip();
    if (given.isEmpty() || given.length() > LONGEST_NAME) {
      return Saved.NAME_UNFIT;
    }
    if (!views.save(tenant, given, filter.query(), by.email(), MOST)) {
      return Saved.TOO_MANY;
    }
    tell(by, AuditEventType.VIEW_KEPT, given, filter.query());
    return Saved.DONE;
  }

  @Transactional
  public boolean remove(Member by, UUID id) {
    var gone = views.remove(by.administers(), id);
    gone.ifPresent(view -> tell(by, AuditEventType.VIEW_REMOVED, view.name(), view.question()));
    return gone.isPresent();
  }

  /** Everybody looks through them: what a name stands for, and stood for, is to be found again. */
  private void tell(Member by, AuditEventType type, String name, String question) {
    audit.append(
        AuditEvent.of(
            by.administers(), type, by.asActor(), Map.of("name", name, "question", question)));
  }

  /** What came of it. */
  public enum Saved {
    DONE,
    /** There is none, or it is too long. */
    NAME_UNFIT,
    TOO_MANY
  }
}
