// The entry of the build. Every page works before this has loaded, and without it.
import "./amanah.js";
import "./combo-box.js";
