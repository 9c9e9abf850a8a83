/** Against real servers: the portal in its container, PostgreSQL, OpenBao, real providers. */
@NullMarked
package io.evergrant.it;

import org.jspecify.annotations.NullMarked;
