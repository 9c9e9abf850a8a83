package io.evergrant.portal.text;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.tenant.Membership;
import io.evergrant.domain.tenant.TenantStatus;
import io.evergrant.usecase.port.VaultHealth;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Codes of tables and logs, as sentences for a person. */
@Named("words")
@Dependent
public class Words {
  private final Sentences text;

  @Inject
  public Words(Sentences text) {
    this.text = text;
  }

  public String status(GrantStatus status) {
    return text.of("status." + code(status));
  }

  /** Colour class and picture of a status. */
  public String tone(GrantStatus status) {
    return switch (status) {
      case ACTIVE -> "good";
      case PENDING, UNPROVED -> "wait";
      case NEEDS_CONSENT -> "bad";
      case NEEDS_REVIEW -> "warn";
      case PAUSED, REVOKED -> "idle";
    };
  }

  public String providerTone(ProviderStatus status) {
    return switch (status) {
      case ACTIVE -> "good";
      case PAUSED -> "idle";
    };
  }

  public String memberTone(Membership.State state) {
    return switch (state) {
      case ACTIVE -> "good";
      case INVITED -> "wait";
      case LINK_ENDED -> "warn";
    };
  }

  public String tenantTone(TenantStatus status) {
    return switch (status) {
      case ACTIVE -> "good";
      case SUSPENDED, ENDED -> "idle";
      case ENDING -> "warn";
    };
  }

  /** Why a grant needs a person. */
  public String statusCause(@Nullable String cause) {
    return cause == null ? "" : orCode("cause." + cause, cause);
  }

  /** Why a provider is paused: by a person, or for the client credentials it refused. */
  public String pauseReason(@Nullable String reason) {
    if (reason == null) {
      return "";
    }
    var colon = reason.indexOf(':');
    return colon < 0
        ? orCode("pause." + reason, reason)
        : text.with("pause." + reason.substring(0, colon), reason.substring(colon + 1));
  }

  /** Why no refresh can go out; null while Vault serves. */
  public @Nullable String vaultTrouble(VaultHealth.State state) {
    return state == VaultHealth.State.SERVES ? null : text.of("overview.vault." + code(state));
  }

  /** How an attempt ended, in one sentence; empty where it has not ended. */
  public String outcome(@Nullable String outcome, @Nullable String cause) {
    if (outcome == null) {
      return "";
    }
    var detail = cause == null ? "" : cause;
    var exact = "outcome." + outcome + "." + detail;
    if (text.has(exact)) {
      return text.of(exact);
    }
    var known = "outcome." + outcome;
    return text.has(known) ? text.with(known, detail) : (outcome + " " + detail).strip();
  }

  /** Colour class of an outcome. */
  public String outcomeTone(@Nullable String outcome) {
    if (outcome == null) {
      return "wait";
    }
    return switch (outcome) {
      case "renewed" -> "good";
      case "consent_lost", "provider_refused", "refused" -> "bad";
      default -> "warn";
    };
  }

  public String event(AuditEventType type) {
    return text.of("event." + type.code());
  }

  /** How far a success was proved; empty where nothing is known. */
  public String proof(@Nullable String proof) {
    return proof == null ? "" : orCode("proof." + proof, proof);
  }

  /** Name of a fact in the log. */
  public String fact(String name) {
    return orCode("fact." + name, name);
  }

  /** Name of a constant in addresses, keys and form fields. */
  public String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private String orCode(String key, String code) {
    return text.has(key) ? text.of(key) : code;
  }
}
