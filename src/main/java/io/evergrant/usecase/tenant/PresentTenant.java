package io.evergrant.usecase.tenant;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.Presentation;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Presentations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An admin says how the organisation shows itself, and where its customers may be sent. */
@Singleton
public class PresentTenant {
  private static final int MOST_ADDRESSES = 20;
  private static final int LONGEST_ADDRESS = 500;

  private final Presentations presentations;
  private final AuditLog audit;

  @Inject
  public PresentTenant(Presentations presentations, AuditLog audit) {
    this.presentations = presentations;
    this.audit = audit;
  }

  @Transactional
  public Presentation find(Member by) {
    return presentations.find(by.reads());
  }

  @Transactional
  public Presentation find(ApiKey by) {
    return presentations.find(by.in(ApiScope.READ));
  }

  /** For whoever is about to change it. */
  @Transactional
  public Presentation find(Steward by) {
    return presentations.find(by.wholeTenant());
  }

  /**
   * Saves both, or neither.
   *
   * @param seen what is to be changed
   * @param colour empty for none
   * @param addresses one a line
   */
  @Transactional
  public Saved save(Steward by, Presentation seen, String colour, String addresses) {
    var tenant = by.wholeTenant();
    var tone = colour.strip().toLowerCase(Locale.ROOT);
    if (!tone.isEmpty() && !Presentation.isColour(tone)) {
      return new Saved.NoColour();
    }
    var list = new ArrayList<URI>();
    for (var line : addresses.lines().map(String::strip).filter(text -> !text.isEmpty()).toList()) {
      if (!isAddress(line)) {
        return new Saved.NoAddress(line);
      }
      list.add(URI.create(line));
    }
    if (list.size() > MOST_ADDRESSES) {
      return new Saved.TooMany(MOST_ADDRESSES);
    }
    var after = new Presentation(seen.name(), tone.isEmpty() ? null : tone, list);
    if (!presentations.save(tenant, seen, after)) {
      return new Saved.ChangedMeanwhile();
    }
    if (!after.equals(seen)) {
      audit.append(
          AuditEvent.of(tenant, AuditEventType.PRESENTATION_CHANGED, by.actor(), told(tone, list)));
    }
    return new Saved.Done();
  }

  private static Map<String, String> told(String colour, List<URI> addresses) {
    return Map.of(
        "colour",
        colour,
        "return_addresses",
        addresses.stream().map(URI::toString).collect(Collectors.joining(" ")));
  }

  private static boolean isAddress(String line) {
    try {
      var address = new URI(line);
      return line.length() <= LONGEST_ADDRESS
          && Presentation.isReturnAddress(address)
          && address.getRawQuery() == null
          && address.normalize().equals(address);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** How the saving ended; only {@code Done} changed anything. */
  public sealed interface Saved {
    record Done() implements Saved {}

    record NoColour() implements Saved {}

    /** What is no address that a customer may be sent to. */
    record NoAddress(String line) implements Saved {}

    record TooMany(int most) implements Saved {}

    /** It is not any more what was seen. */
    record ChangedMeanwhile() implements Saved {}
  }
}
