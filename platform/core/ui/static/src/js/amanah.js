// Our custom elements: each useless but harmless when absent.
import "./confirm-dialog.js";
import "./live-part.js";
import "./paste-grid.js";
import "./print-button.js";
