package io.evergrant.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @Test
  void holds_what_shares_its_prefix() {
    var range = Cidr.parse("172.16.0.0/12");
    assertThat(range.contains(Cidr.literal("172.31.255.255"))).isTrue();
    assertThat(range.contains(Cidr.literal("172.32.0.0"))).isFalse();
    assertThat(range.contains(Cidr.literal("::1"))).isFalse();
    assertThat(Cidr.parse("10.1.2.3").contains(Cidr.literal("10.1.2.4"))).isFalse();
    assertThat(Cidr.parse("::/0").contains(Cidr.literal("fe80::1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost/8", "10.0.0.0/33", "10.0.0.0/x", "/8", "10.0.0/-1", "::1/129"})
  void says_what_is_no_range(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
