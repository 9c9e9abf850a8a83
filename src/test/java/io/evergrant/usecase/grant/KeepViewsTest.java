package io.evergrant.usecase.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.bulk.GrantFilterReader;
import io.evergrant.domain.grant.SavedView;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.NotAllowed;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.grant.KeepViews.Added;
import io.evergrant.usecase.grant.KeepViews.Saved;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.SavedViews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Views are everybody's: who keeps one, or removes it, is logged. */
class KeepViewsTest {
  private static final String QUESTION = "status=needs_consent";

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final Member ada = member(Role.ADMIN, "ada@acme.example");
  private final List<AuditEvent> told = new ArrayList<>();
  private final Shelf shelf = new Shelf();
  private final KeepViews views = new KeepViews(shelf, new Log());

  @Test
  void a_view_that_is_kept_is_logged_with_what_its_name_stands_for() {
    assertThat(keep("  Broken ")).isEqualTo(Saved.DONE);
    assertThat(told)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(AuditEventType.VIEW_KEPT);
              assertThat(event.tenant()).isEqualTo(tenant);
              assertThat(event.actor()).isEqualTo(ada.asActor());
              assertThat(event.details()).isEqualTo(Map.of("name", "Broken", "question", QUESTION));
            });
  }

  @Test
  void a_view_that_is_removed_is_logged_with_what_it_was() {
    keep("Broken");
    assertThat(views.remove(Steward.of(ada), shelf.rows.getFirst().id())).isTrue();
    assertThat(told.getLast().type()).isEqualTo(AuditEventType.VIEW_REMOVED);
    assertThat(told.getLast().details()).isEqualTo(Map.of("name", "Broken", "question", QUESTION));
  }

  @Test
  void what_changed_nothing_is_not_logged() {
    assertThat(keep(" ")).isEqualTo(Saved.NAME_UNFIT);
    shelf.isFull = true;
    assertThat(keep("One more")).isEqualTo(Saved.TOO_MANY);
    assertThat(views.remove(Steward.of(ada), UUID.randomUUID())).isFalse();
    var otto = member(Role.AUDITOR, "otto@acme.example");
    assertThatThrownBy(() -> Steward.of(otto)).isInstanceOf(NotAllowed.class);
    assertThat(told).isEmpty();
  }

  @Test
  void a_name_is_added_once_and_its_question_changed_only_as_it_was_seen() {
    var by = Steward.of(ada);
    var any = GrantFilterReader.parse("");
    var filter = GrantFilterReader.parse(QUESTION);
    assertThat(views.add(by, " Broken ", filter)).isInstanceOf(Added.Done.class);
    assertThat(views.add(by, "Broken", any)).isInstanceOf(Added.NameTaken.class);
    assertThat(views.add(by, " ", any)).isInstanceOf(Added.NameUnfit.class);
    var seen = shelf.rows.getFirst();
    assertThat(views.change(by, seen, any)).map(SavedView::question).contains("");
    assertThat(views.change(by, seen, filter)).as("another question by now").isEmpty();
    assertThat(told)
        .extracting(event -> event.details().get("question"))
        .containsExactly(QUESTION, "");
    for (var i = 1; i < KeepViews.MOST; i++) {
      assertThat(views.add(by, "v" + i, any)).isInstanceOf(Added.Done.class);
    }
    assertThat(views.add(by, "one more", any)).isInstanceOf(Added.TooMany.class);
    assertThat(views.add(by, "v1", any)).isInstanceOf(Added.NameTaken.class);
  }

  private Saved keep(String name) {
    return views.save(Steward.of(ada), name, GrantFilterReader.parse(QUESTION));
  }

  private Member member(Role role, String email) {
    return new Member(new MemberId(UUID.randomUUID()), tenant, email, "Somebody", role);
  }

  private static final class Shelf implements SavedViews {
    private final List<SavedView> rows = new ArrayList<>();
    private boolean isFull;

    @Override
    public List<SavedView> list(TenantId asked) {
      return rows;
    }

    @Override
    public boolean save(TenantId asked, String name, String question, String by, int most) {
      return !isFull
          && rows.add(new SavedView(UUID.randomUUID(), name, question, by, Instant.EPOCH));
    }

    @Override
    public Optional<SavedView> add(TenantId asked, String name, String question, String by) {
      if (rows.stream().anyMatch(view -> view.name().equals(name))) {
        return Optional.empty();
      }
      rows.add(new SavedView(UUID.randomUUID(), name, question, by, Instant.EPOCH));
      return Optional.of(rows.getLast());
    }

    @Override
    public Optional<SavedView> replace(TenantId asked, SavedView seen, String question, String by) {
      if (!rows.remove(seen)) {
        return Optional.empty();
      }
      rows.add(new SavedView(seen.id(), seen.name(), question, by, Instant.EPOCH));
      return Optional.of(rows.getLast());
    }

    @Override
    public Optional<SavedView> remove(TenantId asked, UUID id) {
      var found = rows.stream().filter(view -> view.id().equals(id)).findFirst();
      found.ifPresent(rows::remove);
      return found;
    }
  }

  private final class Log implements AuditLog {
    @Override
    public void append(AuditEvent event) {
      told.add(event);
    }

    @Override
    public List<AuditEntry> search(TenantId asked, AuditQuestion question) {
      throw new AssertionError("nobody reads here");
    }

    @Override
    public Optional<AuditEntry> find(TenantId asked, long number) {
      throw new AssertionError("nobody reads here");
    }

    @Override
    public void stream(TenantId asked, AuditQuestion question, Consumer<AuditEntry> receiver) {
      throw new AssertionError("nobody reads here");
    }
  }
}
