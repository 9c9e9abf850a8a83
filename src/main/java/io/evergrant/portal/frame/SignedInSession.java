package io.evergrant.portal.frame;

import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.usecase.connect.BrowserSecret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a browser session keeps: whose it is, since when, under which number of that person's
 * sessions, and the secret that binds callbacks.
 */
public final class SignedInSession {
  private static final String MEMBER = "evergrant.session.member";
  private static final String SESSIONS = "evergrant.session.sessions";
  private static final String SINCE = "evergrant.session.since";
  private static final String BROWSER = "evergrant.session.browser";

  /** However busy it is, a session ends after so long. */
  private static final Duration LONGEST = Duration.ofHours(12);

  private SignedInSession() {}

  /**
   * Begins with an empty session under a new id: an id planted before sign-in is worth nothing.
   *
   * @param sessions with a higher number in the member's row the session is over
   */
  public static void begin(HttpServletRequest request, Member member, long sessions, Instant now) {
    var session = request.getSession();
    Collections.list(session.getAttributeNames()).forEach(session::removeAttribute);
    request.changeSessionId();
    session.setAttribute(MEMBER, member.id().value());
    session.setAttribute(SESSIONS, sessions);
    session.setAttribute(SINCE, now);
    session.setAttribute(BROWSER, BrowserSecret.random());
  }

  public static void end(HttpServletRequest request) {
    var session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  static @Nullable Begun begun(HttpServletRequest request, Instant now) {
    var session = request.getSession(false);
    if (session == null) {
      return null;
    }
    return session.getAttribute(MEMBER) instanceof UUID id
            && session.getAttribute(SESSIONS) instanceof Long sessions
            && session.getAttribute(SINCE) instanceof Instant since
            && since.plus(LONGEST).isAfter(now)
        ? new Begun(new MemberId(id), sessions)
        : null;
  }

  /** The secret of this session; a session that was restored without one gets another. */
  public static BrowserSecret browser(HttpServletRequest request) {
    HttpSession session = request.getSession();
    if (session.getAttribute(BROWSER) instanceof BrowserSecret secret) {
      return secret;
    }
    var secret = BrowserSecret.random();
    session.setAttribute(BROWSER, secret);
    return secret;
  }

  /** Whose session began, and under which number. */
  record Begun(MemberId member, long sessions) {}
}
