package io.evergrant.domain.secret;

/** The password by which the portal logs in at its mail server. */
public record MailPassword(String reveal) {
  public MailPassword {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("an empty secret is none");
    }
  }

  @Override
  public String toString() {
    return "MailPassword[hidden]";
  }
}
