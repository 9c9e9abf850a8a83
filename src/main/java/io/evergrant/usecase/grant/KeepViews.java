package io.evergrant.usecase.grant;

import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.SavedView;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.SavedViews;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** An admin gives a question to the list of grants a name, for everybody of the organisation. */
@Singleton
public class KeepViews {
  public static final int LONGEST_NAME = 60;

  /** They stand above the list: more of them would hide it. */
  public static final int MOST = 20;

  private final SavedViews views;

  @Inject
  public KeepViews(SavedViews views) {
    this.views = views;
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
    return views.save(tenant, given, filter.query(), by.email(), MOST)
        ? Saved.DONE
        : Saved.TOO_MANY;
  }

  @Transactional
  public boolean remove(Member by, UUID id) {
    return views.remove(by.administers(), id);
  }

  /** What came of it. */
  public enum Saved {
    DONE,
    /** There is none, or it is too long. */
    NAME_UNFIT,
    TOO_MANY
  }
}
