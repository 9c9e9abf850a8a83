package io.evergrant.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do.
 *
 * @param portal without a slash at the end
 * @param grant a UUID in lower case
 * @param out null where the token is to be printed
 * @param patience how long all of it may take at most, before the command is run
 * @param command empty for none
 */
record Settings(
    String portal,
    Key key,
    String grant,
    @Nullable Path out,
    Duration minTtl,
    Duration patience,
    boolean quiet,
    List<String> command) {
  static final String URL = "EVERGRANT_URL";
  static final String KEY = "EVERGRANT_API_KEY";
  static final String KEY_FILE = "EVERGRANT_API_KEY_FILE";

  private static final long A_DAY = 86_400;
  private static final long AN_HOUR = 3_600;

  static Settings of(List<String> words, Map<String, String> environment) {
    var arguments = Arguments.of(words);
    var out = out(arguments);
    return new Settings(
        portal(arguments, environment),
        key(arguments, environment),
        grant(arguments.value("--grant")),
        out,
        Duration.ofSeconds(arguments.seconds("--min-ttl", 60, A_DAY)),
        Duration.ofSeconds(arguments.seconds("--wait", 60, AN_HOUR)),
        arguments.has("--quiet"),
        command(arguments, out));
  }

  private static @Nullable Path out(Arguments arguments) {
    var out = arguments.value("--out");
    if ((out == null) != arguments.has("--print")) {
      throw Failure.usage(
          "The token is to go to a file or into a pipe: one of them, and just one.",
          "Give --out FILE, or --print.");
    }
    return out == null ? null : path(out, "--out");
  }

  private static List<String> command(Arguments arguments, @Nullable Path out) {
    if (out == null && !arguments.command().isEmpty()) {
      throw Failure.usage(
          "A command is told of a file, and there is none.", "Give --out FILE with --exec.");
    }
    return arguments.command();
  }

  private static String grant(@Nullable String given) {
    try {
      if (given != null && given.length() == 36) {
        return UUID.fromString(given).toString();
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw Failure.usage(
        "--grant names no grant.", "Give its id, as the address of its page ends: a UUID.");
  }

  private static String portal(Arguments arguments, Map<String, String> environment) {
    var flag = arguments.value("--url");
    var given = flag == null ? environment.get(URL) : flag;
    if (given == null || given.isEmpty()) {
      throw Failure.usage(
          "It is not said where Evergrant is.",
          "Set " + URL + ", or give --url https://evergrant.example.");
    }
    var uri = address(given);
    if (uri.getScheme().equals("http") && !isHere(uri) && !arguments.has("--plain-http")) {
      throw Failure.usage(
          "Over http all on the way can read the key and the token.",
          "Use the https address; --plain-http says that the way is safe by other means.");
    }
    return uri.toString().replaceAll("/+$", "");
  }

  private static URI address(String given) {
    try {
      var uri = new URI(given);
      var scheme = uri.getScheme();
      var web = "https".equals(scheme) || "http".equals(scheme);
      if (web
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw Failure.usage(
        "The address of Evergrant is none.",
        "Write it as https://evergrant.example, without user, query or fragment.");
  }

  private static boolean isHere(URI uri) {
    var host = uri.getHost();
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}");
  }

  private static Key key(Arguments arguments, Map<String, String> environment) {
    var file = arguments.value("--key-file");
    var value = environment.get(KEY);
    if (file == null && value != null && !value.isEmpty()) {
      return Key.of(value, KEY);
    }
    var named = file == null ? environment.get(KEY_FILE) : file;
    if (named == null || named.isEmpty()) {
      throw Failure.usage(
          "There is no API key.",
          "Put it into "
              + KEY
              + ", or into a file named by --key-file or "
              + KEY_FILE
              + "; an admin makes it on the page «API keys», with the scope «token».");
    }
    var what = file == null ? KEY_FILE : "--key-file";
    try {
      return Key.of(Files.readString(path(named, what)), what);
    } catch (IOException e) {
      throw Failure.usage(
          "The file that " + what + " names cannot be read.", "Check its path and its rights.");
    }
  }

  private static Path path(String given, String what) {
    try {
      return Path.of(given);
    } catch (InvalidPathException e) {
      throw Failure.usage(what + " names no file.", "Give the path of a file.");
    }
  }
}
