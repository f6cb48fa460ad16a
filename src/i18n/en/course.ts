export const course = {
  'course.file-missing': 'This lesson file is missing. Every lesson needs {files}.',
  'course.too-long': 'The file has {length} characters; at most {max} are read. Split the lesson.',
  'course.unsafe-character':
    'There is a control or direction character here (U+{code}). Lessons are printed on terminals, so delete it.',
  'course.unreadable': 'This file cannot be read as markdown: something in it is nested too deep.',
  'course.folder-name': 'The folder {folder} must be named like 1-bridge-network: the number, a dash, the lesson’s id.',
  'course.title': 'A lesson begins with a heading like “# 1. Wire the containers together”.',
  'course.title-number': 'The number in the title must be {number}, as in the folder’s name.',
  'course.no-intro': 'Put a few words between the title and the first step: what will work at the end of the lesson?',
  'course.stray-block': 'Only text may stand before the first step: no heading, no HTML.',
  'course.no-steps': 'The lesson has no steps. A step begins with a second-level heading (##).',
  'course.step-title': 'This step’s heading has no words.',
  'course.step-id': 'The step “{title}” has no id. Put a line like “<!-- step: bridge -->” first below its heading.',
  'course.step-twice':
    'The step id {step} is used twice. Ids are unique in the whole course: progress is kept by them.',
  // Headings of a lesson file: syntax, so lessons change with them.
  'course.heading-predict': 'Predict',
  'course.heading-look': 'Look',
  'course.heading-checks': 'Checks',
  'course.heading-hints': 'Hints',
  'course.heading-undo': 'Undo',
  'course.heading-counterpart': 'In Docker',
  'course.heading-experiments': 'Try it',
  'course.end-shape':
    'The page at the end of a lesson has a title, prose, and these sections in this order: {sections}.',
  'course.experiments-shape':
    'Experiments are one numbered list; each is a question, one “sh” block of commands, and what one will see.',
  'course.lint-end-missing': 'Other lessons end with a page after their last step; this one has none.',
  'course.lint-end-differs': 'The page at the end has other commands or other quotations than in the first language.',
  'course.lint-end-stray':
    'Command {command} of step {step} and check {check}, of which is said what is seen without it, are not in one lesson.',
  'course.section-missing': 'This step has no section “### {section}”.',
  'course.section-unknown': 'A step has no section “{title}”. Its sections are: {known}.',
  'course.section-twice': 'The section “{title}” occurs twice in this step. Join the two.',
  'course.section-order': 'The section “{title}” comes too late. The order is: {order}.',
  'course.html': 'HTML is not shown in a terminal. Write markdown; only comments are allowed.',
  'course.no-prose': 'The step says nothing before its commands. Say first why they are needed.',
  'course.no-commands': 'The step has no block of commands (```sh) below its prose.',
  'course.after-commands':
    'Only a section may follow the block of commands. Words about the outcome belong into the section Look.',
  'course.commands-empty': 'This block has no commands.',
  'course.command-line':
    'Every line is run as it stands, so comments and line continuations are not allowed: {command}',
  'course.predict-shape': 'A prediction is a question, a task list of answers, and an explanation of the cause.',
  'course.predict-options': 'Give at least two answers as “- [ ] …” and tick exactly one as “- [x] …”.',
  'course.look-empty': 'Say what to look at, with the values that one should see.',
  'course.checks-shape': 'The checks are one bullet list.',
  'course.check-shape': 'A check is written as “- `check-id`: what holds now”, not as: {item}',
  'course.hints-shape': 'The hints are a numbered list of exactly three: a nudge, the concept, the command.',
  'course.undo-shape': 'Write one ```sh block that undoes the step, or say in words why there is nothing to undo.',

  'course.lint-command-missing': 'The source’s command is missing here, or not verbatim: {command}',
  'course.lint-command-extra':
    'This command is not in the source at this place: {command}. Show other forms in the prose.',
  'course.lint-commands-end': 'The lessons end before the source does. Next in the source: {command}',
  'course.lint-step-order':
    'Step {number} is {there} in English and {here} here. Both languages have the same steps in the same order.',
  'course.lint-step-count': 'English has {there} steps, this file has {here}.',
  'course.lint-differs': 'Step {step}: {what} differ from the English lesson. Translate words, never commands or ids.',
  'course.lint-what-commands': 'the commands',
  'course.lint-what-undo': 'the undo commands',
  'course.lint-what-checks': 'the checks',
  'course.lint-what-options': 'the number of answers in the prediction',
  'course.lint-what-answer': 'the right answer of the prediction',
  'course.lint-what-asides': 'the number of asides',
  'course.lint-untranslated': 'Step {step}: there is hardly any Chinese in {part}. Is it translated?',
  'course.lint-chinese-in-english': 'Step {step}: there is Chinese in {part} of the English lesson.',
  'course.lint-part-title': 'the title',
  'course.lint-part-prose': 'the prose',
  'course.lint-part-look': 'the section Look',
  'course.lint-part-prediction': 'the prediction',
  'course.lint-part-hints': 'the hints',
  'course.lint-part-checks': 'the titles of the checks',
  'course.lint-step-unique':
    'The step id {step} also belongs to another lesson. Progress is kept by step id, so it must be unique.',
  'course.lint-no-checks': 'Step {step} has no checks. Nobody can pass a step that proves nothing.',
  'course.lint-hint-command':
    'Step {step}: the third hint must contain a command of the step, so that nobody stays stuck.',
  'course.lint-hint-spoils':
    'Step {step}: the first hint gives a whole command away. A nudge only points at the place to look.',
  'course.lint-prose-length':
    'Step {step}: the prose has {length} {unit}; 60 to {max} fit on a small terminal with an aside.',
  'course.lint-unit-words': 'words',
  'course.lint-unit-characters': 'characters',
  'course.lint-predict-missing': 'Step {step} tests communication, so the learner predicts first: add a prediction.',
  'course.lint-parameter-left':
    'The default value {token} stays when parameters are overridden. Surround it with spaces or punctuation: …{context}…',
  'course.lint-check-unknown': 'Step {step}: there is no check {check} in checks/.',
  'course.lint-check-elsewhere':
    'The check {check} belongs to step {belongs} in checks/, but the lesson names it in step {step}.',
  'course.lint-check-unnamed': 'The check {check} is named by no lesson; it belongs to step {step}.',
  'course.lint-goal-lesson': 'There is no lesson {lesson}, so it has no goal.',
  'course.lint-lines-step': 'There is no step {step}, so nothing is said of its lines.',
  'course.lint-lines-count':
    '{step} has {commands, plural, one {one command} other {# commands}}: lines has to name for each the checks that tick it.',
  'course.lint-lines-check': 'A line of {step} is ticked by {check}, which is no check of that step.',
  'course.lint-goal-check': 'The goal of {lesson} names {check}, which is no check of its steps that sends anything.',
  'course.lint-check-twice': 'The check {check} is named twice.',
  'course.lint-aside':
    'Step {step} needs an aside (a blockquote) that names {needle}: a learner on a modern machine is misled without it.',

  'course.param-shape': 'Parameters are names with values, as in lessons/course.ts.',
  'course.param-unknown': 'There is no parameter of this name. lessons/course.ts lists all of them.',
  'course.param-interface':
    'An interface name has 1 to 15 letters, digits, dashes or underscores, and begins with a letter.',
  'course.param-interface-taken':
    'This name has another meaning in the course: eth0 is the container’s own interface; lo, all and default belong to the kernel.',
  'course.param-address': 'This must be an IPv4 address such as 192.0.2.2, without a mask.',
  'course.param-subnet': 'This must be a network such as 172.18.0.0/16: /8 to /29, without host bits.',
  'course.param-port': 'A port is a whole number from 1 to 65535.',
  'course.param-container':
    'A container name has 2 to 63 letters, digits, dots, dashes or underscores, and begins with a letter or digit.',
  'course.param-container-taken': 'host, outside and internet are names of the lab’s own machines.',
  'course.param-image': 'This must be the name of an image, such as nginx:1.13.3-alpine.',
  'course.param-site': 'This must be a host name with a dot, such as www.example.org.',
  'course.param-outside-subnet': 'This address must be a host address inside {subnet}.',
  'course.param-inside-subnet': 'This address lies inside the container network {subnet}; it must lie outside.',
  'course.param-subnet-taken': 'The container network {subnet} overlaps {other}, which is in use or reserved.',
  'course.param-twice': 'This has the same value as {other}. The two must differ.',
} as const;
