@NullMarked
package io.evergrant.adapter.syslog;

import org.jspecify.annotations.NullMarked;
