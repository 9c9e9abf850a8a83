package io.evergrant.usecase.port;

import java.util.Map;

/** What was answered to a request; it may hold a secret that is shown once. */
public record KeptAnswer(int status, Map<String, String> headers, String body) {
  public KeptAnswer {
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return "KeptAnswer[" + status + ", hidden]";
  }
}
