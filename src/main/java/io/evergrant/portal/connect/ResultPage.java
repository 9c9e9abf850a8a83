package io.evergrant.portal.connect;

import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.connect.Connected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Why no account was connected. It stays readable until the session ends. */
@Named("resultPage")
@RequestScoped
public class ResultPage {
  static final String ATTRIBUTE = "evergrant.connect.result";

  @Inject private Here here;
  @Inject private Sentences text;

  public void load() {
    ending();
  }

  public String getTitle() {
    return told().title();
  }

  public String getWhat() {
    return told().what();
  }

  public String getMend() {
    return told().mend();
  }

  /** Where the person goes on: the grant where it is known, else the providers. */
  public String getOnwards() {
    return ending() instanceof Connected.OtherAccount other
        ? "/grants/" + other.grant()
        : "/providers";
  }

  private ConnectWords.Told told() {
    return new ConnectWords(text).tell(ending());
  }

  private Connected ending() {
    var session = here.request().getSession(false);
    if (session != null && session.getAttribute(ATTRIBUTE) instanceof Connected ending) {
      return ending;
    }
    throw new NotFound();
  }
}
