package io.evergrant.adapter.syslog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.usecase.port.SyslogReceiver.Message;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Messages as they go over the wire: RFC 5424, framed by counting octets (RFC 5425 section 4.3).
 *
 * @param host where the messages come from: the installation, whichever of its nodes sends
 * @param process the node that sends
 * @param enterprise whose names the structured data have (section 7.2.2)
 */
record Frames(Facility facility, String host, String process, long enterprise) {
  private static final String NOTHING = "-";

  /** Section 6.2.3; a time that somebody else wrote may have another year. */
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}Z");

  byte[] of(List<Message> messages) {
    var out = new ByteArrayOutputStream(1 << 16);
    for (var message : messages) {
      var bytes = text(message).getBytes(UTF_8);
      out.writeBytes((bytes.length + " ").getBytes(US_ASCII));
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  /**
   * JSON has no byte order mark (RFC 8259 section 8.1), so that the text is what an export has. RFC
   * 5424 asks for one where MSG is told to be UTF-8; without, it is octets (MSG-ANY), which JSON
   * itself says to be UTF-8.
   */
  private String text(Message message) {
    return "<%d>1 %s %s evergrant %s %s %s %s"
        .formatted(
            facility.priority(),
            time(message.time()),
            name(host, 255),
            name(process, 128),
            name(message.kind(), 32),
            data(message),
            message.text());
  }

  private static String time(@Nullable String time) {
    return time != null && TIME.matcher(time).matches() ? time : NOTHING;
  }

  private String data(Message message) {
    var out = new StringBuilder(160).append("[evergrant@").append(enterprise);
    parameter(out, "tenant", message.tenant().toString());
    parameter(out, "organisation", message.organisation());
    parameter(out, "sequence", Long.toString(message.sequence()));
    var number = message.number();
    if (number != null) {
      parameter(out, "number", Long.toString(number));
    }
    return out.append(']').toString();
  }

  /** Section 6.3.3. Control characters are for no receiver's files. */
  private static void parameter(StringBuilder out, String name, String value) {
    out.append(' ').append(name).append("=\"");
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      if (c == '"' || c == '\\' || c == ']') {
        out.append('\\');
      }
      out.append(Character.isISOControl(c) ? ' ' : c);
    }
    out.append('"');
  }

  /** Printable ASCII without blanks, in the header. */
  private static String name(String text, int longest) {
    var name = text.replaceAll("[^!-~]", "_");
    return name.isEmpty() ? NOTHING : name.substring(0, Math.min(longest, name.length()));
  }
}
