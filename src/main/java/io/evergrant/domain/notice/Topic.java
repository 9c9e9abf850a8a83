package io.evergrant.domain.notice;

import io.evergrant.domain.tenant.Role;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a person can want to be told, or not. */
public enum Topic {
  FAILURE,
  /** That something they were told of is over. */
  RECOVERY,
  NEEDS_CONSENT,
  NEEDS_REVIEW,
  ENDS_SOON,
  PROVIDER_PAUSED,
  KEY_CHANGED,
  MEMBER_CHANGED;

  /** What whoever has not chosen is told. */
  public static Set<Topic> usual(Role role) {
    return switch (role) {
      case ADMIN -> EnumSet.allOf(Topic.class);
      case AUDITOR -> EnumSet.of(KEY_CHANGED, MEMBER_CHANGED);
      case OPERATOR -> EnumSet.noneOf(Topic.class);
    };
  }

  public static Topic of(NoticeKind kind) {
    return switch (kind) {
      case FAILURE -> FAILURE;
      case NEEDS_CONSENT -> NEEDS_CONSENT;
      case NEEDS_REVIEW -> NEEDS_REVIEW;
      case ENDS_SOON -> ENDS_SOON;
      case PROVIDER_PAUSED -> PROVIDER_PAUSED;
      case KEY_CHANGED -> KEY_CHANGED;
      case MEMBER_CHANGED -> MEMBER_CHANGED;
    };
  }

  /** Whether somebody who wants these is told of that. */
  public static boolean wanted(Set<Topic> topics, NoticeKind kind, News news) {
    return topics.contains(of(kind)) && (news != News.OVER || topics.contains(RECOVERY));
  }

  /** The name in tables and forms. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
