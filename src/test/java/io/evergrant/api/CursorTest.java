package io.evergrant.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion.After;
import io.evergrant.domain.notice.NoticeId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.usecase.port.ConsentLinks;
import io.evergrant.usecase.port.Notices;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Cursors lead back to where they came from, and nothing else leads anywhere. */
class CursorTest {
  @Test
  void a_cursor_is_read_as_it_was_written() {
    var after = new After("ada@example.com «ö»", new GrantId(UUID.randomUUID()));
    assertThat(Cursor.after(Cursor.of(after))).isEqualTo(after);
    assertThat(Cursor.number(Cursor.of(4_711L))).isEqualTo(4_711);
    var at = Instant.parse("2026-11-01T08:00:00.123456Z");
    var notice = new Notices.After(at, new NoticeId(UUID.randomUUID()));
    assertThat(Cursor.notice(Cursor.of(notice))).isEqualTo(notice);
  }

  @Test
  void what_no_answer_contained_is_refused() {
    var number = Cursor.of(5);
    var grant = Cursor.of(new After("a", new GrantId(UUID.randomUUID())));
    for (var wrong : List.of("x", "", "====", number, grant.substring(8), "AAAA")) {
      assertThatThrownBy(() -> Cursor.after(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (var wrong : List.of("x", "", number, grant, "b3h4", far(Instant.MAX), far(Instant.MIN))) {
      assertThatThrownBy(() -> Cursor.notice(wrong))
          .as(wrong)
          .isInstanceOfAny(IllegalArgumentException.class, DateTimeException.class);
    }
    var id = UUID.randomUUID();
    for (var wrong :
        List.of(
            "x",
            number,
            far(id, Instant.MAX),
            far(id, Instant.MIN),
            far(id, Instant.EPOCH.minusNanos(1)))) {
      assertThatThrownBy(() -> Cursor.link(wrong))
          .as(wrong)
          .isInstanceOfAny(IllegalArgumentException.class, DateTimeException.class);
    }
    for (var wrong : List.of("x", "", grant, "bjk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5")) {
      assertThatThrownBy(() -> Cursor.number(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String far(UUID id, Instant at) {
    return Cursor.of(new ConsentLinks.After(at, new ConsentLinkId(id)));
  }

  /** A time that no database holds. */
  private static String far(Instant at) {
    return Cursor.of(new Notices.After(at, new NoticeId(UUID.randomUUID())));
  }
}
