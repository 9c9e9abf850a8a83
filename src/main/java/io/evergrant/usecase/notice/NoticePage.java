package io.evergrant.usecase.notice;

import io.evergrant.domain.notice.News;
import io.evergrant.domain.notice.NoticeKind;
import io.evergrant.domain.overview.EndsSoon;
import io.evergrant.domain.provider.ProviderId;
import org.jspecify.annotations.Nullable;

/** Where what a notice tells is mended, or seen: the same page in a list, a mail and a message. */
public final class NoticePage {
  private static final String CLIENT_REFUSED = "client_refused:";

  private NoticePage() {}

  /** Its path within the portal. */
  public static String of(
      News news, NoticeKind kind, @Nullable ProviderId provider, @Nullable String cause) {
    if (news == News.OVER) {
      return "/providers/" + provider;
    }
    return switch (kind) {
      case FAILURE -> "/audit?provider=" + provider;
      case NEEDS_CONSENT -> "/grants?provider=" + provider + "&status=needs_consent";
      case NEEDS_REVIEW -> "/grants?provider=" + provider + "&status=needs_review";
      case ENDS_SOON -> "/grants?provider=" + provider + "&ends=" + EndsSoon.MONTH.toDays();
      case PROVIDER_PAUSED ->
          "/providers/" + provider + (isClientRefused(cause) ? "#clientSecret" : "");
      case KEY_CHANGED -> changed(cause);
      case MEMBER_CHANGED -> "/members";
    };
  }

  /** By the type of its event. */
  private static String changed(@Nullable String type) {
    return switch (type) {
      case "provider_secret_replaced",
          "client_key_made",
          "client_key_used",
          "client_key_destroyed" ->
          "/providers";
      case "webhook_disabled" -> "/webhooks";
      case null, default -> "/keys";
    };
  }

  /** Whether a provider is paused because it takes our secret no more. */
  public static boolean isClientRefused(@Nullable String cause) {
    return cause != null && cause.startsWith(CLIENT_REFUSED);
  }
}
