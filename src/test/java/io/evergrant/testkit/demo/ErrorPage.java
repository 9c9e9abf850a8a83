package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;

/** What a person sees where there is no application to send them back to. */
final class ErrorPage {
  private ErrorPage() {}

  static HTTPResponse of(int status, String text) {
    return Answers.page(
        status,
        Html.page("This did not work", "<p class=\"problem\">" + Html.escape(text) + "</p>"));
  }
}
