/**
 * Every check of puppet-lint and of the plugins of Vox Pupuli, and who sees to it that it has nothing to report.
 * A test holds the list against the checks that are installed.
 */
import { printDiagnostics as finding } from './diagnostics.js';

/** Who prevents what a check reports. */
export type Prevention =
  /** The printer writes it in no other way, or the tree has no way to say it. */
  | { readonly by: 'printer'; readonly how: string }
  /** The tree is rewritten before printing. */
  | { readonly by: 'normalisation'; readonly how: string }
  /** Nobody but the person who wrote the definition; `code` is the finding. */
  | { readonly by: 'finding'; readonly code: string }
  /** The path of a file follows from the name that it defines. */
  | { readonly by: 'layout'; readonly how: string }
  /** puppet-lint itself leaves it off, and this project does too. */
  | { readonly by: 'off'; readonly why: string };

const printer = (how: string): Prevention => ({ by: 'printer', how });
const normalisation = (how: string): Prevention => ({ by: 'normalisation', how });
const found = ({ code }: { readonly code: string }): Prevention => ({ by: 'finding', code });
const off = (why: string): Prevention => ({ by: 'off', why });

const spacing = printer('spaces and line breaks come from the layout alone');

/** By name of the check. */
export const lintTable: Readonly<Record<string, Prevention>> = {
  // puppet-lint: classes
  arrow_on_right_operand_line: printer('a chain breaks in front of its arrows'),
  autoloader_layout: { by: 'layout', how: 'the file is named after the class' },
  class_inherits_from_params_class: off('the tree has no inheritance'),
  code_on_top_scope: off('files of functions and types have nothing else'),
  inherits_across_namespaces: printer('the tree has no inheritance'),
  names_containing_dash: found(finding.className),
  names_containing_uppercase: found(finding.className),
  nested_classes_or_defines: printer('definitions are not statements'),
  parameter_order: normalisation('required parameters are put first'),
  right_to_left_relationship: printer('the tree has `->` and `~>` only'),
  variable_scope: found(finding.unknownVariable),
  // puppet-lint: comments, conditionals, documentation, nodes
  slash_comments: normalisation('comments begin with `#`; patterns stand where they are not taken for comments'),
  star_comments: printer('comments begin with `#`'),
  case_without_default: normalisation('an empty default is added'),
  selector_inside_resource: normalisation('the selector is assigned to a variable first'),
  documentation: printer('the documentation is printed above each definition'),
  unquoted_node_name: printer('the tree has no node definitions'),
  // puppet-lint: resources
  duplicate_params: found(finding.duplicateAttribute),
  ensure_first_param: normalisation('`ensure` is put first'),
  ensure_not_symlink_target: normalisation("`ensure => link` and `target` say the same as the target in 'ensure'"),
  file_mode: found(finding.fileMode),
  unquoted_file_mode: found(finding.fileMode),
  unquoted_resource_title: printer('titles are quoted'),
  // puppet-lint: strings and variables
  double_quoted_strings: normalisation(
    'double quotes are used where single ones will not do; other control characters go into heredocs',
  ),
  only_variable_string: normalisation('`"${x}"` becomes `String($x)`'),
  puppet_url_without_modules: found(finding.puppetUrl),
  quoted_booleans: off('a string that says true is no Boolean, and some parameters want it'),
  single_quote_string_with_variables: printer('`${` is escaped in double quotes'),
  variables_not_enclosed: printer('interpolations have braces'),
  variable_contains_dash: found(finding.variableName),
  variable_is_lowercase: found(finding.variableName),
  // puppet-lint: white space
  '140chars': found(finding.longLine),
  '2sp_soft_tabs': spacing,
  '80chars': off('140 columns are the limit, 100 the aim'),
  arrow_alignment: printer('arrows of a block are aligned'),
  hard_tabs: printer('tabs occur in literals only, escaped'),
  space_before_arrow: normalisation('an attribute whose value closes a brace on its line does not come first'),
  trailing_whitespace: spacing,
  // puppet-lint: facts
  legacy_facts: found(finding.legacyFact),
  top_scope_facts: found(finding.topScope),
  // Plugins of Vox Pupuli
  relative_classname_inclusion: normalisation('leading colons of class names are dropped'),
  relative_classname_reference: normalisation('leading colons of class names are dropped'),
  anchor_resource: found(finding.anchor),
  file_ensure: found(finding.fileEnsurePresent),
  leading_zero: printer('numbers are written in decimal, without leading zeros'),
  lookup_in_parameter: found(finding.lookupInDefault),
  manifest_whitespace_arrows_single_space_after: spacing,
  manifest_whitespace_inherits_name_single_space_before: printer('the tree has no inheritance'),
  manifest_whitespace_class_name_single_space_before: spacing,
  manifest_whitespace_class_name_single_space_after: spacing,
  manifest_whitespace_closing_brace_before: spacing,
  manifest_whitespace_closing_brace_after: spacing,
  manifest_whitespace_closing_bracket_before: spacing,
  manifest_whitespace_closing_bracket_after: spacing,
  manifest_whitespace_two_empty_lines: spacing,
  manifest_whitespace_newline_beginning_of_file: spacing,
  manifest_whitespace_missing_newline_end_of_file: spacing,
  manifest_whitespace_double_newline_end_of_file: spacing,
  manifest_whitespace_opening_brace_before: normalisation('a hash that is a statement of its own is assigned first'),
  manifest_whitespace_opening_brace_after: spacing,
  manifest_whitespace_opening_bracket_before: normalisation(
    'an array that is a statement of its own is assigned first',
  ),
  manifest_whitespace_opening_bracket_after: spacing,
  optional_default: normalisation('`Optional[T]` with a default is written as `Variant[Undef, T]`'),
  // Present for each parameter; that it says something is a check of the model.
  parameter_documentation: printer('each parameter has its tag'),
  parameter_types: printer('parameters of classes have types'),
  params_empty_string_assignment: found(finding.emptyDefault),
  resource_reference_chain_without_whitespace: spacing,
  resource_reference_with_unquoted_title: printer('titles are quoted'),
  resource_reference_without_title_capital: printer('titles are quoted'),
  resource_reference_without_whitespace: spacing,
  strict_indent: printer('only brackets indent'),
  topscope_variable: normalisation('leading colons of qualified variables are dropped'),
  trailing_comma: printer('the last item of a list over several lines has a comma'),
  unquoted_string_in_case: found(finding.typeAsMatch),
  unquoted_string_in_selector: found(finding.typeAsMatch),
  variable_contains_upcase: found(finding.variableName),
  version_comparison: found(finding.versionComparison),
};
