package dev.holdfast.samples.kitchen;

import java.util.Optional;

/** Is one instruction of a script, read and found well formed. */
sealed interface Instruction
    permits AllSettledInstruction,
        BatchInstruction,
        ChildInstruction,
        FailInstruction,
        IfInstruction,
        ParallelInstruction,
        ProgressInstruction,
        RaceInstruction,
        RepeatInstruction,
        ReturnInstruction,
        RunInstruction,
        SleepInstruction,
        SleepUntilInstruction,
        WaitInstruction {

  /**
   * Does what the instruction says.
   *
   * @param frame where in the workflow it does so
   * @return what ends the workflow; empty to go on with the next instruction
   */
  Optional<Returned> execute(Frame frame);
}
