"""How models and series are shown: frames and plots. The libraries for it are loaded when first used."""
