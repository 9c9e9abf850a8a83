package io.evergrant.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.apikey.AddressRange;
import io.evergrant.usecase.port.ApiSettings;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose address counts behind load balancers. */
class CallerAddressTest {
  @Test
  void without_trusted_proxies_nobodys_word_counts() {
    assertThat(of("198.51.100.7", "192.0.2.1")).isEqualTo("198.51.100.7");
    assertThat(of("198.51.100.7", null)).isEqualTo("198.51.100.7");
  }

  @Test
  void the_outermost_trusted_proxy_says_who_called_it() {
    assertThat(of("10.0.0.1", "192.0.2.1", "10.0.0.0/8")).isEqualTo("192.0.2.1");
    assertThat(of("10.0.0.1", "192.0.2.1, 10.0.0.2", "10.0.0.0/8")).isEqualTo("192.0.2.1");
  }

  /** The caller can write what it likes, but only to the left of what the proxy adds. */
  @Test
  void what_a_caller_forged_is_not_looked_at() {
    assertThat(of("10.0.0.1", "192.0.2.1, 198.51.100.7", "10.0.0.0/8")).isEqualTo("198.51.100.7");
    assertThat(of("198.51.100.7", "192.0.2.1", "10.0.0.0/8")).isEqualTo("198.51.100.7");
    assertThat(of("10.0.0.1", "192.0.2.1, unknown", "10.0.0.0/8")).isEqualTo("10.0.0.1");
    assertThat(of("10.0.0.1", "", "10.0.0.0/8")).isEqualTo("10.0.0.1");
  }

  @Test
  void a_port_and_brackets_are_no_part_of_the_address() {
    assertThat(of("10.0.0.1", "203.0.113.7:51234", "10.0.0.0/8")).isEqualTo("203.0.113.7");
    assertThat(of("10.0.0.1", "192.0.2.1, 203.0.113.7:1, 10.0.0.2:80", "10.0.0.0/8"))
        .isEqualTo("203.0.113.7");
    assertThat(of("10.0.0.1", "[2001:db8::1]:443", "10.0.0.0/8")).isEqualTo("2001:db8:0:0:0:0:0:1");
    assertThat(of("10.0.0.1", "[2001:db8::1]", "10.0.0.0/8")).isEqualTo("2001:db8:0:0:0:0:0:1");
    assertThat(of("10.0.0.1", "2001:db8::1", "10.0.0.0/8")).isEqualTo("2001:db8:0:0:0:0:0:1");
    assertThat(of("10.0.0.1", "[203.0.113.7", "10.0.0.0/8")).isEqualTo("10.0.0.1");
    assertThat(of("10.0.0.1", "203.0.113.7:port", "10.0.0.0/8")).isEqualTo("10.0.0.1");
  }

  @Test
  void an_address_with_a_zone_is_read() {
    assertThat(of("0:0:0:0:0:0:0:1%0", null)).isEqualTo("0:0:0:0:0:0:0:1");
  }

  private static String of(String peer, @Nullable String forwarded, String... proxies) {
    var trusted = Stream.of(proxies).map(AddressRange::parse).toList();
    return new CallerAddress(new ApiSettings(1, List.copyOf(trusted)))
        .of(peer, forwarded)
        .getHostAddress();
  }
}
