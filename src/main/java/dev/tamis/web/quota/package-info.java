/** How much each owner has and may have. */
package dev.tamis.web.quota;
