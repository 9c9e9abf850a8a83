package io.evergrant.usecase.port;

import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailEnding;

/** Takes mails over. Asks the network: in no transaction. */
public interface MailServer {
  /** None was configured. */
  MailServer NONE =
      new MailServer() {
        @Override
        public boolean isConfigured() {
          return false;
        }

        @Override
        public MailEnding send(Letter letter) {
          throw new IllegalStateException("there is no mail server");
        }
      };

  /** Whether there is one; without it notices are shown in the portal alone. */
  boolean isConfigured();

  MailEnding send(Letter letter);
}
