/**
 * Datasets: what there is, and bringing one's own.
 */
package dev.tamis.web.dataset;
