package io.evergrant.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
  private final AddressPolicy strict = AddressPolicy.allowing("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
      })
  void refuses_what_is_not_public(String address) {
    assertThat(strict.permits(Cidr.literal(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.128.0.0",
        "172.32.0.0",
        "192.167.255.255",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::1",
      })
  void permits_what_is_public(String address) {
    assertThat(strict.permits(Cidr.literal(address))).isTrue();
  }

  @Test
  void permits_what_the_operator_allows_and_nothing_near_it() {
    var policy = AddressPolicy.allowing("127.0.0.0/8, 10.1.0.0/16");
    assertThat(policy.permits(Cidr.literal("10.1.2.3"))).isTrue();
    assertThat(policy.permits(Cidr.literal("10.2.0.1"))).isFalse();
    assertThat(policy.permitsPlain(Cidr.literal("127.0.0.1"))).isTrue();
    assertThat(policy.permitsPlain(Cidr.literal("10.1.2.3"))).isFalse();
    assertThat(policy.permitsPlain(Cidr.literal("8.8.8.8"))).isFalse();
  }

  @Test
  void plain_http_is_for_allowed_loopback_alone() {
    var demo = AddressPolicy.allowing("127.0.0.0/8");
    assertThat(demo.permitsScheme(URI.create("http://127.0.0.1:9000/token"))).isTrue();
    assertThat(demo.permitsScheme(URI.create("http://localhost/"))).isTrue();
    assertThat(demo.permitsScheme(URI.create("http://example.org/"))).isFalse();
    assertThat(demo.permitsScheme(URI.create("ftp://127.0.0.1/"))).isFalse();
    assertThat(demo.permitsScheme(URI.create("https:opaque"))).isFalse();
    assertThat(strict.permitsScheme(URI.create("http://127.0.0.1:9000/token"))).isFalse();
    assertThat(strict.permitsScheme(URI.create("https://example.org/"))).isTrue();
  }
}
