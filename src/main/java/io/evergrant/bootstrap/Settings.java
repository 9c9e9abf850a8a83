package io.evergrant.bootstrap;

import io.evergrant.adapter.file.CheckpointFile;
import io.evergrant.adapter.vault.SealedMemory;
import io.evergrant.domain.apikey.AddressRange;
import io.evergrant.timer.Ticks;
import io.evergrant.usecase.port.AccessMemory;
import io.evergrant.usecase.port.ApiSettings;
import io.evergrant.usecase.port.CheckpointsOutside;
import io.evergrant.usecase.port.ImportSettings;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Ticker;
import io.evergrant.usecase.refresh.RefreshSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the operator configured, as the types that use it. */
class Settings {
  @Produces
  @Singleton
  PortalSettings portal(Configuration configuration) {
    var base =
        configuration.parsed(
            "EVERGRANT_BASE_URL",
            "http://localhost:8080",
            Settings::baseUrl,
            "Give the address that browsers use, such as https://grants.example.com.");
    return new PortalSettings(
        configuration.optional("EVERGRANT_NODE").orElseGet(Settings::node), base);
  }

  @Produces
  @Singleton
  Ticks ticks(Configuration configuration) {
    return configuration.parsed(
        "EVERGRANT_TICK",
        "PT1S",
        text -> new Ticks(Duration.parse(text)),
        "Give an ISO 8601 duration from PT0.1S to PT1M, such as PT1S.");
  }

  @Produces
  @Singleton
  ApiSettings api(Configuration configuration) {
    var rate =
        configuration.parsed(
            "EVERGRANT_API_RATE",
            "200",
            Settings::rate,
            "Give the calls a second that a key may make on a node, from 1 to 100000.");
    var proxies =
        configuration.parsed(
            "EVERGRANT_TRUSTED_PROXIES",
            "",
            Settings::ranges,
            "Give the addresses of your load balancers, such as 10.20.0.0/16, separated by"
                + " commas.");
    return new ApiSettings(rate, proxies);
  }

  /** Off unless it is asked for: what is not remembered cannot be found in a memory dump. */
  @Produces
  @Singleton
  AccessMemory memory(Configuration configuration, Ticker ticker) {
    var most =
        configuration.parsed(
            "EVERGRANT_TOKEN_CACHE",
            "0",
            Settings::tokens,
            "Give the number of access tokens that the node may remember, up to 1000000; 0 for"
                + " none.");
    return most == 0 ? AccessMemory.NONE : new SealedMemory(most, ticker);
  }

  @Produces
  @Singleton
  ImportSettings imports(Configuration configuration) {
    return configuration.parsed(
        "EVERGRANT_IMPORT_RATE",
        "10",
        text -> new ImportSettings(positive(text)),
        "Give the imported grants that fall due in a second at a provider, from 1 to 4096.");
  }

  /**
   * A place that cannot be written stops the start: else nobody would notice until it is needed.
   */
  @Produces
  @Singleton
  CheckpointsOutside checkpoints(Configuration configuration) {
    return configuration
        .optional("EVERGRANT_AUDIT_CHECKPOINTS")
        .map(
            text ->
                configuration.parsed(
                    "EVERGRANT_AUDIT_CHECKPOINTS",
                    text,
                    Settings::writable,
                    "Give the path of a file that the portal can make or append to."))
        .map(CheckpointFile::new)
        .orElseGet(() -> new CheckpointFile(null));
  }

  private static Path writable(String text) {
    var file = Path.of(text).toAbsolutePath();
    var there = Files.exists(file) ? file : file.getParent();
    if (there == null || !Files.isWritable(there) || Files.isDirectory(file)) {
      throw new IllegalArgumentException("not writable");
    }
    return file;
  }

  @Produces
  @Singleton
  RefreshSettings refresh(Configuration configuration) {
    var standard = RefreshSettings.DEFAULT;
    var concurrency =
        configuration.parsed(
            "EVERGRANT_REFRESH_CONCURRENCY",
            Integer.toString(standard.concurrency()),
            Settings::positive,
            "Give the number of refreshes that a node may have in flight, from 1 to 4096.");
    return new RefreshSettings(
        concurrency,
        Math.min(concurrency, standard.batch()),
        standard.claimLease(),
        standard.storeLease());
  }

  private static URI baseUrl(String text) {
    var uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    if (uri.getHost() == null || !uri.getScheme().matches("https?")) {
      throw new IllegalArgumentException("not an http address");
    }
    return uri;
  }

  private static int positive(String text) {
    var number = Integer.parseInt(text);
    if (number < 1 || number > 4096) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  private static int rate(String text) {
    var number = Integer.parseInt(text);
    if (number < 1 || number > 100_000) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  private static int tokens(String text) {
    var number = Integer.parseInt(text);
    if (number < 0 || number > 1_000_000) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  private static List<AddressRange> ranges(String text) {
    return Stream.of(text.split(","))
        .map(String::strip)
        .filter(range -> !range.isEmpty())
        .map(AddressRange::parse)
        .toList();
  }

  private static String node() {
    try {
      return InetAddress.getLocalHost().getHostName() + "-" + ProcessHandle.current().pid();
    } catch (UnknownHostException e) {
      return "node-" + ProcessHandle.current().pid();
    }
  }
}
