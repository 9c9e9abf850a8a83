package io.evergrant.testkit.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How a text looks where something wrote it down. */
final class Writings {
  /** From this length on a part of it is as good as the whole. */
  private static final int LONG = 40;

  private static final int PART = 24;
  private static final Pattern ESCAPED = Pattern.compile("%[0-9A-F]{2}");

  private final Map<String, String> all = new LinkedHashMap<>();

  private Writings() {}

  /** By the name of the writing. */
  static Map<String, String> of(String secret) {
    var writings = new Writings();
    writings.add("plain", secret);
    writings.addPart(secret);
    writings.addHex(secret);
    writings.addBase64("base64", Base64.getEncoder(), secret);
    writings.addBase64("base64url", Base64.getUrlEncoder(), secret);
    writings.addUrl(secret);
    writings.addHtml(secret);
    writings.addJson(secret);
    return writings.all;
  }

  private void add(String name, String text) {
    if (!all.containsValue(text)) {
      all.put(name, text);
    }
  }

  /** A line that is too long is cut. */
  private void addPart(String secret) {
    if (secret.length() >= LONG) {
      var from = (secret.length() - PART) / 2;
      add("a part", secret.substring(from, from + PART));
    }
  }

  private void addHex(String secret) {
    var bytes = secret.getBytes(UTF_8);
    add("hex", HexFormat.of().formatHex(bytes));
    add("hex, capitals", HexFormat.of().withUpperCase().formatHex(bytes));
  }

  /** Wherever it begins within what was encoded. */
  private void addBase64(String name, Base64.Encoder encoder, String secret) {
    var bytes = secret.getBytes(UTF_8);
    for (var shift = 0; shift < 3; shift++) {
      var shifted = new byte[shift + bytes.length];
      System.arraycopy(bytes, 0, shifted, shift, bytes.length);
      var whole = encoder.withoutPadding().encodeToString(shifted);
      var from = shift == 0 ? 0 : shift + 1;
      add(name + ", " + shift + " behind", whole.substring(from, shifted.length * 8 / 6));
    }
  }

  private void addUrl(String secret) {
    var form = URLEncoder.encode(secret, UTF_8);
    add("form", form);
    var address = form.replace("+", "%20").replace("%7E", "~");
    add("address", address);
    add(
        "address, small",
        ESCAPED.matcher(address).replaceAll(m -> m.group().toLowerCase(Locale.ROOT)));
    add("form, twice", URLEncoder.encode(form, UTF_8));
  }

  private void addHtml(String secret) {
    var text = secret.replace("&", "&amp;").replace("<", "&lt;");
    for (var greater : List.of(">", "&gt;")) {
      for (var quote : List.of("\"", "&quot;", "&#34;", "&#x22;")) {
        for (var apostrophe : List.of("'", "&#39;", "&#x27;", "&apos;")) {
          add(
              "html " + greater + quote + apostrophe,
              text.replace(">", greater).replace("\"", quote).replace("'", apostrophe));
        }
      }
    }
  }

  private void addJson(String secret) {
    var text = secret.replace("\\", "\\\\").replace("\"", "\\\"");
    for (var slash : List.of("/", "\\/")) {
      add("json " + slash, text.replace("/", slash));
      for (var letters : List.of("\\u00%02x", "\\u00%02X")) {
        var all = text.replace("/", slash);
        for (var sign : List.of("<", ">", "&", "'", "=", "+")) {
          all = all.replace(sign, letters.formatted((int) sign.charAt(0)));
        }
        add("json " + slash + letters, all);
        add("json " + slash + letters + " of markup", markup(text.replace("/", slash), letters));
      }
    }
  }

  private static String markup(String text, String letters) {
    var some = text;
    for (var sign : List.of("<", ">", "&", "'")) {
      some = some.replace(sign, letters.formatted((int) sign.charAt(0)));
    }
    return some;
  }
}
