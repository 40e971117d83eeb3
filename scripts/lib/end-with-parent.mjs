// Loaded before a program that would outlive a killed launcher: the channel to it closes however it ended.
process.once('disconnect', () => process.exit(0));
