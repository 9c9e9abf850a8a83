package io.evergrant.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.audit.AuditTime;
import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion.After;
import io.evergrant.domain.notice.NoticeId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.usecase.port.ConsentLinks;
import io.evergrant.usecase.port.Notices;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Where the next page begins: the key of the last row of this one, so that a page costs the same
 * however far down it is, and rows that come and go meanwhile shift nothing. Opaque to callers.
 */
final class Cursor {
  private Cursor() {}

  static String of(After after) {
    return encode(after.id() + after.account());
  }

  /** Throws {@link IllegalArgumentException} for what no answer of ours contained. */
  static After after(String cursor) {
    var text = decode(cursor);
    if (text.length() < 36 || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("no cursor");
    }
    var id = new GrantId(UUID.fromString(text.substring(0, 36)));
    return new After(text.substring(36), id);
  }

  static String of(long number) {
    return encode("n" + number);
  }

  static long number(String cursor) {
    var text = decode(cursor);
    if (!text.matches("n\\d{1,18}")) {
      throw new IllegalArgumentException("no cursor");
    }
    return Long.parseLong(text.substring(1));
  }

  static String of(ConsentLinks.After after) {
    return encode(after.id() + after.createdAt().toString());
  }

  static ConsentLinks.After link(String cursor) {
    var text = decode(cursor);
    if (text.length() < 36) {
      throw new IllegalArgumentException("no cursor");
    }
    return new ConsentLinks.After(
        AuditTime.within(Instant.parse(text.substring(36))),
        new ConsentLinkId(UUID.fromString(text.substring(0, 36))));
  }

  static String of(Notices.After after) {
    return encode("o" + after.id() + after.at());
  }

  static Notices.After notice(String cursor) {
    var text = decode(cursor);
    if (!text.startsWith("o") || text.length() < 37) {
      throw new IllegalArgumentException("no cursor");
    }
    return new Notices.After(
        AuditTime.within(Instant.parse(text.substring(37))),
        new NoticeId(Parameters.uuid(text.substring(1, 37))));
  }

  static String of(ExportId export) {
    return encode("x" + export);
  }

  static ExportId export(String cursor) {
    var text = decode(cursor);
    if (!text.startsWith("x")) {
      throw new IllegalArgumentException("no cursor");
    }
    return new ExportId(Parameters.uuid(text.substring(1)));
  }

  static String of(BulkActId act) {
    return encode("b" + act);
  }

  static BulkActId bulkAct(String cursor) {
    var text = decode(cursor);
    if (!text.startsWith("b")) {
      throw new IllegalArgumentException("no cursor");
    }
    return new BulkActId(Parameters.uuid(text.substring(1)));
  }

  /** A place in an act. */
  static int place(String cursor) {
    return Math.toIntExact(Math.min(number(cursor), Integer.MAX_VALUE));
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static String decode(String cursor) {
    return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
  }
}
