package io.evergrant.domain.provider;

/** Whether a provider's grants are refreshed. */
public enum ProviderStatus {
  ACTIVE,
  /** By a person, or because the provider refused the client itself. */
  PAUSED
}
