package io.evergrant.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** RFC 9110 section 14. */
class ByteRangeTest {
  @Test
  void one_range_is_that_part() {
    assertThat(of("bytes=0-0")).isEqualTo(new ByteRange(0, 1, true));
    assertThat(of("bytes=10-")).isEqualTo(new ByteRange(10, 100, true));
    assertThat(of("bytes=10-19")).isEqualTo(new ByteRange(10, 20, true));
    assertThat(of("bytes=90-500")).isEqualTo(new ByteRange(90, 100, true));
    assertThat(of("bytes=-30")).isEqualTo(new ByteRange(70, 100, true));
    assertThat(of("bytes=-500")).isEqualTo(new ByteRange(0, 100, true));
  }

  @Test
  void nothing_is_beyond_the_end() {
    assertThat(of("bytes=100-").isBeyond(100)).isTrue();
    assertThat(of("bytes=500-600").isBeyond(100)).isTrue();
    assertThat(of("bytes=-0").isBeyond(100)).isTrue();
    assertThat(of("bytes=99-").isBeyond(100)).isFalse();
    assertThat(ByteRange.of("bytes=0-", 0).isBeyond(0)).isTrue();
  }

  @Test
  void what_is_no_single_range_of_bytes_is_all_of_it() {
    for (var other :
        new @Nullable String[] {null, "", "bytes=-", "bytes=1-2,4-5", "lines=1-2", "bytes=9-3"}) {
      assertThat(of(other)).as("%s", other).isEqualTo(new ByteRange(0, 100, false));
    }
  }

  private static ByteRange of(@Nullable String header) {
    return ByteRange.of(header, 100);
  }
}
