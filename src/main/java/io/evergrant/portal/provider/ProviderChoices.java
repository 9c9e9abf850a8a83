package io.evergrant.portal.provider;

import io.evergrant.domain.provider.ClientAssertion.Audience;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.ScopeSeparator;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.provider.TokenRequestBody;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;

/** What can be chosen of a provider, in the order in which the form offers it. */
@Named("providerChoices")
@RequestScoped
public class ProviderChoices {
  public List<ClientAuthentication> getClientAuthentications() {
    return List.of(ClientAuthentication.values());
  }

  public List<SigningAlgorithm> getSigningAlgorithms() {
    return List.of(SigningAlgorithm.values());
  }

  public List<Audience> getAudiences() {
    return List.of(Audience.values());
  }

  public List<ScopeSeparator> getScopeSeparators() {
    return List.of(ScopeSeparator.values());
  }

  public List<TokenRequestBody> getTokenRequestBodies() {
    return List.of(TokenRequestBody.values());
  }

  public List<RefreshMode> getModes() {
    return List.of(RefreshMode.values());
  }

  public List<ProofKind> getProofs() {
    return List.of(ProofKind.values());
  }

  public List<ReuseConsequence> getReuses() {
    return List.of(ReuseConsequence.values());
  }
}
